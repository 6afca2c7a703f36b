"""
The texts of the demonstration. All of it is fiction written for Sulh: there is no valley of Tessal.

    COMMON   what both villages could live with
    ORSAL    what the hill village wants and the river village does not
    MIRANE   the reverse
    OPEN     the rest of what was said

Each list mixes Arabic, French and English, as people of one valley might. Which text stands for which planted
statement is decided in `sulh.synth.demo`.
"""

from __future__ import annotations

HILL, RIVER = "Orsal", "Mirane"

COMMON = (
    "يجب أن يصل ماء الشرب النظيف إلى كل بيت في القريتين قبل الصيف القادم.",
    "Les enfants des deux villages devraient pouvoir prendre le même car scolaire.",
    "The clinic at the crossroads should treat anyone who comes, and ask nobody where they live.",
    "لكل عائلة الحق في أن تعرف ما حدث لمفقوديها.",
    "Le pont doit être réparé avant la saison des pluies, quel que soit celui qui paie.",
    "Before a well is closed, people in both villages should be told a month ahead.",
)

ORSAL = (
    "The keys of the upper sluice should stay with Orsal.",
    "لا تُفتح الطريق العليا إلا بعد إعادة البساتين إلى أصحابها.",
    "Le barrage a été construit par Orsal, et Orsal doit décider de son débit.",
    "The night guards on the hill road should stay until the autumn.",
)

MIRANE = (
    "Water should be shared by the number of people, not by who holds the spring.",
    "على حراس الليل أن يغادروا طريق التل الآن.",
    "La moitié des sièges du comité de l’eau revient à Mirane.",
    "The market tax at the bridge should end before anything else is discussed.",
)

OPEN = (
    "I would buy vegetables at the other village’s market again.",
    "أريد أن يتعلم أولادي أغاني القريتين.",
    "Nous devrions planter ensemble une rangée d’arbres le long du canal.",
    "A joint football team would be a good beginning.",
    "ينبغي أن تُنشر مواعيد فتح السد كل أسبوع.",
    "Les anciens parlent trop longtemps et les jeunes pas assez.",
    "Nobody should have to sell land because of a debt for water.",
    "أخشى أن أتكلم بصراحة أمام جيراني.",
    "Un relevé du débit devrait être affiché à la mairie chaque vendredi.",
    "Shepherds should keep their old paths, whoever owns the field.",
    "يجب أن تكون نصف مقاعد لجنة الماء للنساء.",
    "Il faudrait une ligne téléphonique pour signaler une fuite.",
    "The feast of the harvest should be held by both villages together, as before.",
    "يمكن للمضخة القديمة أن تعمل سنة أخرى.",
    "Je fais confiance aux ingénieurs de la ville pour mesurer l’eau.",
    "Young people leave because there is no work, not because of the quarrel.",
    "من الأفضل أن يدير الماء طرف ثالث لمدة سنتين.",
    "La route d’en bas devrait être ouverte aux camions la nuit.",
    "Those who lost their harvest should be paid before the committee meets.",
    "على المدرسة أن تعلّم تاريخ الوادي من الروايتين.",
    "Chaque village devrait nettoyer sa part du canal avant le printemps.",
    "I know somebody in the other village whom I would call in an emergency.",
    "أثق بأن الاتفاق سيُحترم إذا كُتب.",
    "Les compteurs d’eau sont une bonne idée, même chez les petits paysans.",
    "The spring should have no owner at all.",
    "ينبغي أن تُحل الخلافات الصغيرة في يوم السوق.",
    "Il vaut mieux attendre une bonne année de pluie avant de signer.",
    "Radio Tessal should read the minutes of the committee aloud.",
    "لا أريد أن يعرف أحد كيف أجبت.",
    "On devrait pouvoir visiter les tombes de l’autre rive sans permission.",
)
