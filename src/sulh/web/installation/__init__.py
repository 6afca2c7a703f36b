"""The administrator's pages: accounts of the installation. What is inside a process is not theirs to see."""
