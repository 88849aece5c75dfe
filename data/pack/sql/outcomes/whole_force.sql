SET VARIABLE whole_force = $whole_force
