"""The first page of staff: a short list of what waits for them, with ages, and the processes they work in."""
