"""
Words of which many names are made, in English, French, Spanish, Arabic and Russian: written by us, for comparison only.

    BODIES     what kind of body it is: movement, mouvement, حركة, движение; often left out of a name
    COMMON     what many bodies are called: national, people's, liberation; kept, but no name by itself
    COUNTRIES  states that are called quite differently elsewhere: Egypt, Égypte, مصر
    SMALL      words without weight: of, de, des, для

Each row begins with the key. A word that ends in a hyphen stands for every word that begins so: the endings of Russian
and of plurals. The words are folded like names before they are compared (`sulh.coordination.spelling`), so that
capitals, accents and forms of a letter play no part here. Nothing on any page is translated with this table.
"""

from __future__ import annotations

BODIES = """
    movement      mouvement movimiento movimento harakat حركة движени-
    front         frente jabhat جبهة фронт-
    organisation  organization organizacion organizacao munazzamat منظمة организаци-
    party         parti partido hizb حزب парти-
    army          armee ejercito exercito jaysh جيش арми-
    forces        force fuerzas fuerza قوات قوة сила силы сил
    group         groupe grupo groupement جماعة مجموعة групп-
    council       conseil consejo majlis مجلس совет-
    committee     comite comision commission لجنة комитет- комисси-
    union         union unión اتحاد союз-
    alliance      alianza تحالف альянс-
    coalition     coalicion ائتلاف коалици-
    association   associations asociacion جمعية رابطة ассоциаци-
    federation    federacion confederation اتحادية федераци-
    league        ligue liga лига лиги
    network       reseau red شبكة сеть сети
    brigade       brigades brigadas brigada كتائب كتيبة لواء ألوية бригад-
    militia       milice milices milicia ميليشيا ميليشيات ополчени-
    guard         garde guardia حرس гварди-
    government    gouvernement gobierno حكومة правительств-
    ministry      ministere ministerio وزارة министерств-
    republic      republique republica جمهورية республик-
    state         etat estado states etats estados دولة ولاية ولايات государств- штат-
    kingdom       royaume reino مملكة королевств-
    authority     autorite autoridad سلطة администраци-
    tribe         tribu tribus قبيلة عشيرة плем-
    church        eglise iglesia كنيسة церк-
    company       compagnie compania societe شركة компани-
    foundation    fondation fundacion مؤسسة фонд-
    institute     institut instituto معهد институт-
    centre        center centro مركز центр-
    agency        agence agencia وكالة агентств-
    bank          banque banco بنك مصرف банк-
    fund          fonds fondo صندوق
    programme     program programa برنامج программ-
    office        bureau oficina مكتب бюро
    university    universite universidad جامعة университет-
    school        ecole escuela مدرسة школ-
    society       sociedad مجتمع обществ-
    assembly      assemblee asamblea جمعية عمومية ассамбле-
    court         cour corte tribunal محكمة суд суда
    secretariat   secretaria أمانة секретариат-
    initiative    iniciativa مبادرة инициатив-
    faction       fraction faccion فصيل فصائل фракци-
    partnership   partenariat asociados شراكة партнерств-
    board         directoire هيئة
    department    departement departamento إدارة دائرة департамент-
    forum         foro منتدى форум-
    regiment      فوج полк полка
"""

COMMON = """
    liberation    liberacion libertacao تحرير освобожден-
    national      nationale nationaux nacional وطني وطنية قومي قومية национальн-
    people        peoples populaire populaires popular peuple peuples pueblo شعب شعبي شعبية شعوب народ-
    islamic       islamique islamica islamico إسلامي إسلامية исламск-
    arab          arabe arabes arabic عربي عربية عرب арабск-
    democratic    democratique democratica democratico ديمقراطي ديمقراطية демократическ-
    democracy     democratie democracia
    revolutionary revolutionnaire revolucionario revolucionaria revolucionarias ثوري ثورية ثورة революционн- революци-
    resistance    resistencia مقاومة сопротивлен-
    united        unified uni unie unies unis unidos unidas unida متحد متحدة موحد объединен- соединен-
    nations       nation naciones أمم أمة наци-
    free          libre libres حر حرة أحرار свободн-
    armed         armees armadas armada arme مسلح مسلحة вооруженн-
    socialist     socialiste socialista اشتراكي اشتراكية социалистическ-
    communist     communiste comunista شيوعي شيوعية коммунистическ-
    patriotic     patriotique patriotica патриотическ-
    justice       justicia عدل عدالة справедливост-
    peace         paix paz سلام мир мира
    development   developpement desarrollo تنمية развити-
    reform        reforme reforma إصلاح реформ-
    change        changement cambio تغيير
    unity         unite unidad وحدة единств-
    independence  independance independencia استقلال независимост-
    progress      progressiste progresista تقدمي تقدمية прогресс-
    workers       travailleurs ouvriers trabajadores عمال рабоч-
    women         femmes mujeres نساء مرأة женщин- женск-
    youth         jeunes jeunesse juventud jovenes شباب молодеж-
    international internationale internationaux internacional دولي دولية международн-
    african       africaine africain africano africana أفريقي أفريقية إفريقي африканск-
    european      europeenne europeen europeo europea أوروبي أوروبية европейск-
    central       centrale المركزية مركزي центральн-
    supreme       suprême supremo أعلى عليا верховн-
    high          haut haute alto высш-
    transitional  transition transitoire transicion انتقالي انتقالية переходн-
    security      securite seguridad أمن أمني безопасност-
    defence       defense defensa دفاع оборон-
    support       soutien apoyo دعم إسناد поддержк-
    rights        droits derechos حقوق прав права
    human         humains humain humanos humanas إنسان человек-
    health        sante salud صحة صحية здравоохранени-
    education     enseignement educacion تعليم تربية образовани-
    relief        secours socorro إغاثة помощ-
    red           rouge rojo roja أحمر красн-
    cross         croix cruz صليب крест-
    crescent      croissant هلال полумесяц-
    north         nord norte northern شمال شمالي شمالية север- северн-
    south         sud sur southern جنوب جنوبي جنوبية юг южн-
    east          est este eastern oriental orientale شرق شرقي شرقية восток- восточн-
    west          ouest oeste western occidental occidentale غرب غربي غربية запад- западн-
    new           nouveau nouvelle nuevo nueva جديد جديدة новый новая новое новой
    great         grand grande كبير كبرى велик-
    saint         sainte san santa st ste
    islands       island iles ile islas is جزر جزيرة остров-
    coast         cote costa ساحل
    martyrs       martyr mart martires شهداء
    sons          fils hijos أبناء
    salvation     salut salvacion إنقاذ спасен-
    freedom       liberte libertad حرية свобод-
    eelam         ilam
    opposition    oposicion معارضة оппозици-
    military      militaire militar عسكري عسكرية военн-
    global        mondial mondiale mundial world monde عالمي عالمية всемирн- мировой мирового
    regional      regionale إقليمي إقليمية региональн-
    local         locale locaux محلي محلية местн-
    economic      economique economica economico اقتصادي اقتصادية экономическ-
    social        sociale sociaux اجتماعي اجتماعية социальн-
    cooperation   تعاون сотрудничеств-
    trade         commerce comercio تجارة торгов-
    research      recherche investigacion بحوث أبحاث исследован-
    training      formation capacitacion تدريب
    environment   environnement ambiente بيئة
    agriculture   agricole agricola agricultural زراعة زراعية сельскохозяйственн-
    science       sciences scientifique ciencia علوم наук-
    culture       culturel culturelle cultural ثقافة ثقافي ثقافية культур-
    technical     technique tecnica tecnico فنية техническ-
    water         eau eaux agua مياه ماء вод
    food          alimentaire alimentation alimentos غذاء أغذية продовольств-
    children      child enfants enfant ninos أطفال طفل дет-
    refugees      refugee refugies refugiados لاجئين لاجئون беженц-
    victims       victimes victimas ضحايا жертв
    families      family familles famille familias عائلات أسر семь-
    farmers       agriculteurs paysans campesinos فلاحين مزارعين
    public        publique publics publiques publico publica عام عامة общественн-
    private       prive privee privado privada خاص خاصة частн-
    sector        secteur قطاع
    countries     country pays paises pais بلدان بلد стран-
    law           loi droit ley قانون закон-
    religious     religieux religieuse religioso ديني دينية религиозн-
    elders        anciens ancianos شيوخ أعيان старейшин-
    republican    republicaine republicain republicano республиканск-
"""

COUNTRIES = """
    egypt         egypte egipto مصر египет egyptian egyptienne egyptien مصري مصرية египетск-
    germany       allemagne alemania deutschland ألمانيا германи- german allemande allemand ألماني ألمانية немецк-
    austria       autriche النمسا австри-
    greece        grece grecia يونان греци-
    hungary       hongrie hungria مجر венгри-
    albania       albanie ألبانيا албани-
    croatia       croatie croacia كرواتيا хорвати-
    india         inde هند инди- indian indienne هندي هندية индийск-
    china         chine صين китай chinese chinoise صيني صينية китайск-
    georgia       georgie جورجيا грузи- georgian georgienne грузинск-
    armenia       armenie أرمينيا армени- armenian armenienne أرمني أرمنية армянск-
    morocco       maroc marruecos مغرب марокко moroccan marocaine marocain مغربي مغربية
    algeria       algerie argelia جزائر алжир algerian algerienne algerien جزائري جزائرية алжирск-
    jordan        jordanie jordania أردن иордани- jordanian jordanienne أردني أردنية
    lebanon       liban libano لبنان ливан lebanese libanaise libanais لبناني لبنانية ливанск-
    syria         syrie siria سوريا سورية сири- syrian syrienne syrien سوري سورية сирийск-
    cyprus        chypre chipre قبرص кипр
    spain         espagne espana إسبانيا испани-
    switzerland   suisse suiza سويسرا швейцари-
    england       angleterre inglaterra إنجلترا англи-
    britain       bretagne بريطانيا британи-
    palestine     palestina فلسطين палестин- palestinian palestinienne palestinien فلسطيني فلسطينية палестинск-
    israel        إسرائيل израиль израил- israeli israelienne إسرائيلي إسرائيلية
    libya         libye libia ليبيا ливи- libyan libyenne libyen ليبي ليبية ливийск-
    ivory         ivoire عاج
    japan         japon يابان япони-
    finland       finlande فنلندا финлянди-
    emirates      emirats emiratos إمارات эмират-
    america       amerique أمريكا америк- american americain americaine americano أمريكي أمريكية американск-
    africa        afrique أفريقيا إفريقيا африк-
    netherlands   pays-bas holland هولندا нидерланд- голланди-
    poland        pologne polonia بولندا польш-
    chad          tchad تشاد чад chadian tchadienne تشادي تشادية
    ethiopia      ethiopie إثيوبيا эфиопи-
    mauritius     maurice موريشيوس маврики-
    vatican       vaticano فاتيكان ватикан
    ukraine       أوكرانيا украин- ukrainian ukrainienne أوكراني أوكرانية
    burma         birmanie бирм-
    thailand      thailande تايلاند таиланд
    iraq          irak iraqi irakienne irakien العراق عراقي عراقية ирак- иракск-
    yemen         yemeni yemenite اليمن يمني يمنية йемен йеменск-
    sudan         soudan sudanese soudanaise soudanais السودان سوداني سودانية судан суданск-
    tunisia       tunisie tunez tunisian tunisienne tunisien تونس تونسي تونسية тунис тунисск-
    russia        russie rusia russian russe روسيا روسي روسية росси- российск- русск-
    turkey        turquie turquia turkiye turkish turque turc تركيا تركي تركية турци- турецк-
    kurdistan     kurdish kurde kurdo كردستان كردي كردية курд-
    iran          iranian iranienne إيران إيراني إيرانية иран-
    serbia        serbie serbian serbe srpska serb сербск- серби- српск-
    scotland      ecosse اسكتلندا шотланди-
"""

SMALL = """
    al an and d da das de del della der des di do dos du el en e et for from i il in l la las le les los of on para pour
    the to und von y yi zur ibn bin ben bint aux au
    в для за и на от по
    في من على بن ابن بنت
"""
