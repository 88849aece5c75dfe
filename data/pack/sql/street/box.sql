SET VARIABLE box = $box
