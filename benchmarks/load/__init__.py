"""
What happens when many answer at once, and when the server is killed while they do.

    installation   a real installation in a folder of its own: keys, tables, many seats that are signed in
    seed           run by it in an operating-system process of its own, with the platform's settings
    generator      answers as browsers would, from a second operating-system process, bounded in number and time
    __main__       `make load`: both databases, prints the table
"""
