"""Meetings for the tests of reports, in Arabic and in English. No test lives here."""

from __future__ import annotations

from datetime import date

from sulh.model.sessions import (
    CommitmentLine,
    DrawnStatement,
    ElementView,
    PairView,
    SessionNote,
    SessionReport,
)
from sulh.model.tracks import Capacities

DAY, BEFORE = date(2026, 5, 3), date(2026, 3, 1)

ENGLISH = SessionReport(
    dialogue="Water and roads of the valley",
    on=DAY,
    number=3,
    kind="workshop",
    phase=2,
    capacities=Capacities(
        {"nonofficial": 9, "official_personal": 2, "mandated_nonofficial": 1}, {"nonofficial": 2}, undeclared=0
    ),
    may_hold=["facilitators", "participants"],
    missing=["Farmers who were displaced in the first year", "Women of the upper villages"],
    notes=[
        SessionNote(1, "The gate is closed at dusk. Families on both banks miss the evening clinic because of it."),
        SessionNote(2, "Nobody asks who owns the pump; everybody asks who may mend it."),
        SessionNote(3, "A joint list of repairs was thought possible if each side names its own two engineers."),
    ],
    statements=[
        DrawnStatement(14, "The gate should stay open for the sick at any hour.", 1),
        DrawnStatement(15, "Whoever can mend the pump may come to mend it.", 2),
    ],
    commitments=[
        CommitmentLine("Bring a list of the repairs that matter most", ["North", "South"], date(2026, 6, 1)),
        CommitmentLine("Ask at home whether the gate may open for the sick", ["South"], date(2026, 5, 1)),
        CommitmentLine("Hand over the old map of the channels", ["North"], date(2026, 4, 1), date(2026, 4, 20)),
        CommitmentLine("Speak of the fair with the elders", ["North"]),
    ],
    relationships=[
        PairView(
            ("North", "South"),
            DAY,
            [
                ElementView(
                    "identity", "Each begins to call itself people of the valley.", "Each spoke as its village."
                ),
                ElementView("interests", "Both name water first.", "Both name water first."),
                ElementView("power", "The South holds the gate, the North the pump.", None),
                ElementView("perceptions", None, "They do not keep their word."),
                ElementView("interaction", "Questions are put to the other side, no longer to the chair.", "Speeches."),
            ],
            BEFORE,
        )
    ],
)

ARABIC = SessionReport(
    dialogue="مياه الوادي وطرقاته",
    on=DAY,
    number=3,
    kind="workshop",
    phase=2,
    capacities=Capacities({"nonofficial": 9, "mandated_nonofficial": 1}, {"nonofficial": 2}, undeclared=0),
    may_hold=["facilitators", "participants"],
    missing=["المزارعون الذين نزحوا في السنة الأولى", "نساء القرى العليا"],
    notes=[
        SessionNote(1, "تُغلق البوابة عند الغروب، فيفوت أهلَ الضفتين طبيبُ المساء."),
        SessionNote(2, "لا يسأل أحد من يملك المضخة، بل من يحقّ له إصلاحها (نموذج Grundfos لعام 1998)."),
        SessionNote(3, "Une liste commune des réparations paraît possible."),
    ],
    statements=[
        DrawnStatement(14, "ينبغي أن تبقى البوابة مفتوحة للمرضى في كل وقت.", 1),
        DrawnStatement(15, "من يستطيع إصلاح المضخة فليأتِ لإصلاحها.", 2),
    ],
    commitments=[
        CommitmentLine("إعداد قائمة بأهمّ الإصلاحات", ["الشمال", "الجنوب"], date(2026, 6, 1)),
        CommitmentLine("السؤال في القرى عن فتح البوابة للمرضى", ["الجنوب"], date(2026, 5, 1)),
        CommitmentLine("تسليم الخريطة القديمة للقنوات", ["الشمال"], date(2026, 4, 1), date(2026, 4, 20)),
    ],
    relationships=[
        PairView(
            ("الشمال", "الجنوب"),
            DAY,
            [
                ElementView("identity", "بدأ كل طرف يسمّي نفسه من أهل الوادي.", "كان كلٌّ يتحدّث باسم قريته."),
                ElementView("interests", "الماء أولًا عند الطرفين.", "الماء أولًا عند الطرفين."),
                ElementView("power", "البوابة بيد الجنوب، والمضخة بيد الشمال.", None),
                ElementView("perceptions", None, "لا يفون بوعودهم."),
                ElementView("interaction", "تُوجَّه الأسئلة إلى الطرف الآخر لا إلى المنصّة.", "خُطَب."),
            ],
            BEFORE,
        )
    ],
)
