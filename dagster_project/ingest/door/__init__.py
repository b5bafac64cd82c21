"""At the door: what lies in the landing folder, and whether a delivery is let in."""
