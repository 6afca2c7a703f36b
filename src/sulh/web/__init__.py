"""
Pages: a request in, a page out. No tables, no rules and no mathematics live here.

    settings    what Django is told, made from that value
    routes      how a view is declared: its path, its kind of data, its verb
    principal   session -> Principal
    middleware  what every request and answer goes through
    jinja       what every template can call
    entrance/ answering/ ...   one folder an area of pages, the same file names in each
"""
