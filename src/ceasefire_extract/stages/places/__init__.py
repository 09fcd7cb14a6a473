"""Where things happen: towns, regions, crossings, camps, corridors."""
