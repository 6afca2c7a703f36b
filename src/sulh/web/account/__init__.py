"""Staff sign in here: account, password, second factor. The mechanics are django-allauth's, the pages ours."""
