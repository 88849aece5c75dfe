SELECT tests AS n FROM signal_search
