"""
The map of a process: the official table as its spine, who works on what, what collides and what is missing.

    pages of           what they show                                                addresses     forms
    views              the first page; what was found, and what was put aside        urls          forms
    cards              initiatives at the reader's tier; registering, showing them   urls          forms
    days               days of an initiative, and what it says in public             urls          work_forms
    offers             offers and needs, and what waits for an answer                urls          work_forms
    links, matching    a link that is proposed; a blind match, step by step          urls          work_forms
    drawings           timeline by track, and who is missing                         urls
    actors, ties       those with a part in the conflict; ties with their sources    ground_urls   ground_forms
    alike              two entries that may be one actor                             ground_urls   ground_forms
    ground_drawings    the network of actors; places on the outlines of the earth    ground_urls   ground_forms
    official           rounds of the official process, and issues                    ground_urls   ground_forms
    items              one item of the official agenda                               ground_urls   those of web.desk
    engaged            what an initiative is tied to, chosen by name                 ground_urls   ground_forms
    exporting          files to take along                                           file_urls     file_forms
    importing          files that come in, with what came before (came)              file_urls     file_forms
    week               the weekly meeting, its decisions and its minutes             week_urls     week_forms
    judging            phase with advice, and readiness                              week_urls     week_forms
    strengths          weaknesses and strengths, each with a next step               week_urls

    in words           telling      names and findings, for one reader        joined    links and matches as lines
                       card_rows    what is written of an initiative          beside    the work of one with others
                       actor_rows   what is written of an actor
    on every page      around       areas, and for whom each is               parts     a long list, a part at a time
                       picking      one chosen out of thousands, by name      choices   one of few, in order of names

Everybody sees their own picture (`sulh.store.writes.looks`); no page here knows more than its reader may. An owner has
a code and no account: no name of a process stands around their pages. Templates stand in `templates/map`.
"""
