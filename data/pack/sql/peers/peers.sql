SELECT code, name, area_group, residents, chosen FROM peer ORDER BY name, code
