SET VARIABLE street = $street
