"""
The room of keys: whatever in Sulh encrypts, signs or hashes a secret does it here, and nowhere else.

    keyring      the folder of keys of a server: made, read, rewrapped, destroyed
    files        how a file of keys is put in its place and how it goes
    fields       one text of the database, sealed to its place
    identities   who somebody is: sealed by the server, opened by the facilitator alone
    onpaper      keys and sealed boxes as text
    codes        entry codes: drawn, read as typed, hashed
    log          the process log as values: chain, tree, checkpoints
    shares       a key cut in two, one part for each custodian
    backups      `age` files
    intersection what two lists have in common, without the lists
    stretch      Argon2id: the one place where a secret that people type becomes a key

It knows no web framework and no database. Hashes of what is public (the log) come from Python's own `hashlib`, `age`
files from pyrage, the curve of intersections from openmined-psi, all else from PyNaCl. Which key protects what, lies
where and dies when: docs/security/keys.md.
"""
