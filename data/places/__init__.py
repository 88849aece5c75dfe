"""Named places: profile, shapes, actions, and comparison before and after actions."""
