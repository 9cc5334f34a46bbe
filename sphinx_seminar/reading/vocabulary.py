"""The words over columns and for kinds of sessions, in the languages in which courses are announced."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from sphinx_seminar.model.session import CountsAs

#: A column's meaning, and the headers that have it: without accents, capitals and punctuation, singular or plural.
#: English; then German, French, Spanish, Italian, Portuguese, Dutch, Japanese, Chinese.
_HEADERS = {
    "date": """date|dates|when|day date|datum|termin|termine|wann|tag datum|quand|fecha|cuando|data|quando
        |datas|date time|date and time|day and time|datum uhrzeit|zeitpunkt|wanneer|calendar date|meeting date
        |session date|date du cours|date de la seance|dia y fecha|fecha de clase|datum der sitzung|sitzungstermin
        |上课时间|上课日期|授课时间|日付|日時|開催日|実施日|日期|上课日期""",
    "day": "day|weekday|day of week|day of the week|dow|tag|wochentag|dia|giorno|dag|weekdag|jour|曜日|星期|周几",
    "year": "year|jahr|annee|ano|anno|jaar",
    "time": """time|times|hour|hours|time slot|timeslot|slot|at|zeit|uhrzeit|zeiten|heure|heures|horaire|hora
        |horas|horario|ora|ore|orario|tijd|local time|clock|時間|時刻|时间|时刻""",
    "start": """start|starts|start time|starting|starting time|begin|begins|beginning|beginn|anfang|debut|inicio
        |comienzo|inizio|start date|starttijd|startzeit|from|von|begin time|first day|開始|開始時刻|开始|开始时间""",
    "end": """end|ends|end time|ending|finish|finishes|ende|fin|final|fine|fim|termino|einde|end date|eindtijd
        |until|till|to|bis|endzeit|last day|終了|終了時刻|结束|结束时间""",
    "duration": """duration|length|how long|durations|dauer|lange|duree|duracion|durata|duracao|duur|minutes|min
        |mins|minuten|所要時間|时长""",
    "timezone": "timezone|time zone|tz|zeitzone|fuseau horaire|zona horaria|fuso orario|タイムゾーン|时区",
    "title": """title|titles|topic|topics|talk|talks|talk title|subject|subjects|theme|themes|session title
        |lecture title|topic title|what|titel|thema|themen|vortrag|titre|sujet|titulo|tema|temas|titolo|argomento
        |assunto|onderwerp|presentation|lecture topic|topic of discussion|discussion topic|seminar topic
        |topics covered|paper title|matiere|matieres|sujets|themes abordes|sujet du cours|themengebiet|gegenstand|stoff
        |lehrinhalt|lehrinhalte|contenidos|temario|tema de la clase|講義内容|講義題目|講義テーマ|トピック
        |授業内容|題目|タイトル|テーマ|講演題目|标题|题目|主题
        |主要内容|课程内容|授课内容|教学内容|讲课内容|讲座题目|课题|内容""",
    "kind": """kind|type|types|format|session type|category|art|typ|kategorie|genre|tipo|categoria|categorie|soort
        |種別|種類|类型|类别""",
    "speaker": """speaker|speakers|who|people|person|persons|by|guest|guests|guest speaker|invited speaker|author
        |authors|names|participants|vortragende|vortragender|referent|referentin|referenten|referierende|redner
        |sprecher|wer|orateur|oratrice|intervenant|intervenante|intervenants|qui|ponente|ponentes|orador|oradores
        |relatore|relatori|palestrante|palestrantes|spreker|sprekers|speaker s|speakers names|speaker name
        |name of speaker|personen|personnes|personas|講演者|登壇者|担当|担当者|関係者|主讲人|演讲人|人员""",
    "leader": """leader|leaders|led by|lead|leads|lead by|discussion leader|discussion leaders|discussion lead
        |leitung|leiter|leiterin|animateur|responsable|responsables|lider|conduttore|leider|session leader
        |リーダー|主持人""",
    "facilitator": """facilitator|facilitators|facilitated by|moderator|moderators|moderated by|moderation
        |moderateur|facilitateur|facilitador|moderador|moderatore|facilitatore|moderacion|ファシリテーター|引导人""",
    "chair": """chair|chairs|chaired by|session chair|chairperson|host|hosts|hosted by|vorsitz|gastgeber|president
        |presidente|hote|anfitrion|voorzitter|presidence|presidencia|座長|司会|主席""",
    "presenter": """presenter|presenters|presented by|presenting|student|students|vorgestellt von|studierende
        |presentateur|presentatrice|presentador|presentatore|apresentador|presentator|prasentation|expose par
        |presenta|presentan|発表者|报告人""",
    "instructor": """instructor|instructors|lecturer|lecturers|teacher|teachers|taught by|professor|prof|tutor
        |tutors|dozent|dozentin|dozenten|lehrende|enseignant|enseignante|professeur|profesor|profesora
        |docente|docenti|professore|docent|lehrperson|enseignants|docentes|担当教員|教員|講師|授课教师|上课老师|授课老师|老师|教师""",
    "coordinator": """coordinator|coordinators|coordinated by|koordination|koordinator|koordinatorin|coordinateur
        |coordinatrice|coordination|coordinador|coordinadora|coordinadores|coordinatore|coordenador
        |コーディネーター|协调人""",
    "organiser": """organiser|organisers|organizer|organizers|organised by|organized by|organisation|veranstalter
        |organisator|organisatorin|organisateur|organisatrice|organizador|organizadora|organizadores|organizzatore
        |主催者|组织者""",
    "assistant": """assistant|assistants|ta|tas|teaching assistant|teaching assistants|assistent|assistentin|hiwi
        |assistenz|assistante|ayudante|asistente|asistentes|assistente|アシスタント|助教|ティーチングアシスタント""",
    "location": """location|room|rooms|place|where|venue|building|hall|ort|raum|horsaal|wo|lieu|salle|local|ou|lugar
        |sala|aula|donde|luogo|dove|local|onde|locatie|zaal|waar|plaats|場所|教室|会場|地点|场地""",
    "online": """online|zoom|video call|videocall|meeting link|zoom link|join|livestream|stream|teams|bbb|webex
        |remote|en ligne|en linea|オンライン|在线|线上""",
    "resources": """resource|resources|link|links|url|urls|further links|ressourcen|ressources|liens|lien|recursos
        |enlaces|enlace|risorse|collegamenti|ligacoes|bronnen|downloads|download|attachments|slides recording
        |slides video|slides notes|slides code|media|unterlagen|資料|资源""",
    "slides": """slide|slides|deck|decks|folien|foliensatz|diapositives|diapos|diapositivas|diapositive|lucidi
        |dias|スライド|课件|幻灯片""",
    "recording": """recording|recordings|video|videos|recorded|aufzeichnung|aufzeichnungen|aufnahme|enregistrement
        |grabacion|registrazione|gravacao|opname|youtube|録画|動画|录像|视频""",
    "notes": """note|notes|lecture notes|scribe|scribe notes|notizen|skript|skripte|apuntes|notas|appunti|dispense
        |講義ノート|ノート|讲义|笔记""",
    "material": """material|materials|course material|course materials|handout|handouts|materialien|materiel
        |materiels|materiales|materiale|materiali|materiais|materiaal|配布資料|资料""",
    "code": "code|source code|notebook|notebooks|repository|repo|github|colab|codigo|codice|quelltext|コード|代码",
    "exercises": """exercise|exercises|exercise sheet|problem set|problem sets|homework|homeworks|hw|assignment
        |assignments|worksheet|ubung|ubungen|ubungsblatt|aufgaben|exercices|exercice|devoirs|ejercicios|esercizi
        |exercicios|oefeningen|opgaven|演習|演習問題|課題|习题|作业""",
    "papers": """paper|papers|reading|readings|key papers|required reading|required readings|reference|references
        |literature|literatur|publication|publications|article|articles|articulos|lectura|lecturas
        |lectures conseillees|bibliography|bibliographie|letture|leituras|literatuur|bibliografia|論文|文献
        |参考文献|论文|阅读材料""",
    "part": """part|parts|module|modules|block|blocks|unit|units|section|chapter|track|teil|modul|kapitel|partie
        |bloc|parte|modulo|bloque|blocco|bloco|deel|部|単元|部分|单元""",
    "tags": """tags|keyword|keywords|schlagworte|stichworte|mots cles|etiquetas|parole chiave|palavras chave
        |labels|schlagworter|palabras clave|キーワード|タグ|关键词|标签""",
    "status": "status|state|stand|statut|estado|stato|状況|状态",
    "number": """number|no|n o|nr|num|nummer|numero|#|n|session number|lecture number|lecture no|session no|№|lfd nr
        |回|番号|序号|编号""",
    "name": "name|id|key|identifier|label|anchor|slug",
    "abstract": """abstract|abstracts|description|summary|zusammenfassung|beschreibung|resume|resumen|descripcion
        |riassunto|descrizione|resumo|descricao|samenvatting|beschrijving|details|概要|要旨|摘要|简介""",
    "moved from": "moved from|was|originally|original date|previously|verschoben von",
    "meetings": "meetings|number of meetings|sessions needed",
    "takes slot": "takes slot|takes a slot|uses slot",
}  # fmt: skip
#: Headers that mean the title where no other column does.
TITLES_OF_LAST_RESORT = (
    "session", "lecture", "meeting", "seminar", "event", "activity", "item", "agenda", "programme", "program",
    "content", "contents", "sitzung", "vorlesung", "veranstaltung", "programm", "inhalt", "seance", "cours", "contenu",
    "sesion", "contenido", "lezione", "contenuto", "sessie", "paper", "papers", "reading", "abstract", "description",
    "name",
)  # fmt: skip
#: Two meanings that one column can have.
_TOGETHER = {
    frozenset({"date", "time"}): "date", frozenset({"day", "date"}): "date", frozenset({"day", "time"}): "date",
    frozenset({"start", "end"}): "time", frozenset({"title", "papers"}): "title", frozenset({"title", "kind"}): "title",
    frozenset({"title", "abstract"}): "title", frozenset({"location", "online"}): "location",
    frozenset({"number", "title"}): "title",
}  # fmt: skip
_LINKED = frozenset({"resources", "slides", "recording", "notes", "material", "code", "exercises"})
_IN_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_PARTS = re.compile(r"\s*(?:/|&|\+|,|\||\band\b|\bor\b|\bund\b|\bet\b|\by\b)\s*")


#: Words that say yes or no.
YES_NO = dict.fromkeys(("yes", "y", "true", "on", "1"), True) | dict.fromkeys(("no", "n", "false", "off", "0"), False)
#: Everything that a header can mean.
MEANINGS = tuple(_HEADERS)


def plain_header(header: str) -> str:
    """Return a header in the form in which it is looked up: without accents, capitals, punctuation and brackets."""
    outside = _IN_BRACKETS.sub(" ", header[:200]) if not header.startswith(("(", "[")) else header[:200]
    letters = unicodedata.normalize("NFKD", outside.casefold().replace("№", "#"))
    bare = "".join(mark for mark in letters if not unicodedata.combining(mark))
    words = "".join(mark if mark.isalnum() or mark in "#/&+,|" else " " for mark in bare)
    return " ".join(words.split())


def in_brackets(header: str) -> str:
    """Return the text in brackets of a header, such as a unit or a time zone."""
    found = _IN_BRACKETS.search(header[:200])
    return found[1].strip() if found is not None else ""


@lru_cache(maxsize=1)
def _meanings() -> dict[str, str]:
    return {plain_header(word): meaning for meaning, words in reversed(_HEADERS.items()) for word in words.split("|")}


@lru_cache(maxsize=512)
def meaning_of(header: str) -> str:
    """Return what a header means (``date``, ``title``, ``speaker``, ``slides`` …), empty for one that is unknown."""
    plain = plain_header(header)
    known = _meanings()
    if plain in known:
        return known[plain]
    if plain.rstrip("0123456789 ") in known:
        return known[plain.rstrip("0123456789 ")]
    parts = frozenset(known.get(part, "") for part in _PARTS.split(plain) if part)
    if len(parts) == 1:
        return next(iter(parts))
    if parts and parts <= _LINKED:
        return "resources"
    return _TOGETHER.get(parts, "")


#: A lecture, by the language of the book: English, German, French, Spanish, Japanese, Chinese.
_LECTURES = {
    "en": "lecture", "de": "vorlesung", "fr": "cours|cours magistral|cm",
    "es": "clase|clase magistral", "ja": "講義", "zh": "讲课|講課|课|讲座",
}  # fmt: skip
#: Words for an exam. English and German put what kind of exam it is before them, the others behind.
_EXAMS_LAST = (
    "exam|exams|examination|examinations|midterm|midterms|mid term|final|finals|test|tests|quiz|quizzes"
    "|klausur|klausuren|prufung|prufungen|nachprufung|hauptklausur|nachklausur|zwischenklausur|abschlussklausur|probeklausur"
    "|abschlussprufung|zwischenprufung|kurztest|controle|controle continu|controles"
)
_EXAMS_FIRST = "examen|examens|examenes|partiel|partiels|interrogation|interro|parcial|parciales|prueba|pruebas"
_EXAM_ENDS = ("試験", "テスト", "考试", "測驗", "测验", "考試", "期中", "期末", "小考")
#: What is due, handed out or celebrated, and takes no time of the course's.
_ASIDE = (
    "assignment|assignments|homework|homeworks|hw|problem set|problem sets|pset|psets|exercise sheet|deadline|deadlines"
    "|due|due date|submission|release|holiday|holidays|break week|no class|no lecture|vacation|hausaufgabe|hausaufgaben"
    "|ubungsblatt|aufgabe|aufgaben|abgabe|abgabetermin|frist|feiertag|ferien|devoir|devoirs|devoir maison|dm|echeance"
    "|rendu|date limite|jour ferie|conge|vacances|tarea|tareas|deberes|entrega|plazo|fecha limite|festivo|feriado"
    "|vacaciones|宿題|課題|提出|締切|締め切り|祝日|休日|休み|作业|截止|截止日期|节假日|放假|假期"
)
#: When nothing is taught; whatever ends in the first two is one as well, as "Coffee break".
_BREAKS = (
    "break|pause|breaks|coffee|tea|lunch|breakfast|dinner|mittagspause|kaffeepause|mittagessen|abendessen|dejeuner|diner"
    "|pause dejeuner|pause cafe|descanso|pausa|pausa cafe|almuerzo|comida|cena"
    "|休憩|昼休み|昼食|休息|午餐|午休|茶歇|晚餐"
)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of session: the word that readers see, and its class."""

    words: str
    counts_as: CountsAs = ""


def read_kind(text: str, language: str = "en") -> Kind:
    """Read a kind; the book's own word for a lecture, in any capitals, is ``lecture``, which each language translates.

    One of another language stays as it was written, and counts as a lecture too.
    """
    words = " ".join(text.split())
    plain = plain_header(words)
    meaning = _meaning(plain)
    own = (*_LECTURES["en"].split("|"), *_LECTURES.get(language[:2], "").split("|"))
    return Kind("lecture" if meaning == "lecture" and plain in own else words, meaning)


@lru_cache(maxsize=512)
def _meaning(plain: str) -> CountsAs:
    bare = re.sub(r"[\s#]*(?:[0-9]+|\b[ivx]+)\Z", "", plain) or plain
    if any(bare in words.split("|") for words in _LECTURES.values()):
        return "lecture"
    if bare in _ASIDE.split("|"):
        return "aside"
    if bare in _BREAKS.split("|") or bare.endswith((" break", " pause")):
        return "break"
    first, last = bare.split(" ")[:1], bare.split(" ")[-1:]
    ends = bare in _EXAMS_LAST.split("|") or last[0] in _EXAMS_LAST.split("|") or bare.endswith(_EXAM_ENDS)
    return "exam" if ends or first[0] in _EXAMS_FIRST.split("|") else ""
