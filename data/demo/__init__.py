"""The demonstration set: invented incidents and figures of a borough on a schematic map."""
