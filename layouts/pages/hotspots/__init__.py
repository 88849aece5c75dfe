"""The page of hotspots: its layers, their panels and ranked lists."""
