"""What the program says to people in Chinese: help, errors, findings, prompts. English text is the key."""

from collections.abc import Mapping

MESSAGES: Mapping[str, str] = {
    # help of the program and its commands
    (
        "Answer questions about SIM real-name registration, offline, with the rule behind each answer.\n"
        "\n"
        "simfaq QUESTION is short for simfaq ask QUESTION.\n"
        "\n"
        "Examples:\n"
        "  simfaq 一个人能办几张手机卡\n"
        "  simfaq rules 日本 korea DE"
    ): (
        "手机卡实名制问答：离线作答，每条答案注明依据。\n"
        "\n"
        "simfaq 问题 就是 simfaq ask 问题。\n"
        "\n"
        "示例：\n"
        "  simfaq 一个人能办几张手机卡\n"
        "  simfaq rules 日本 korea DE"
    ),
    (
        "Answer one question.\n"
        "\n"
        "Without a question, a terminal gets a prompt; a pipe is read as the question.\n"
        "Exit: 0 answered, 1 no confident answer, 2 wrong usage, 3 unusable dataset.\n"
        "\n"
        "Examples:\n"
        "  simfaq ask 一个人能办几张手机卡\n"
        '  simfaq ask --json "how many SIM cards can I have"'
    ): (
        "回答一个问题。\n"
        "\n"
        "不写问题时，终端里进入连续提问；从管道读到的内容就是问题。\n"
        "退出码：0 已回答，1 没有把握的答案，2 用法有误，3 数据文件不可用。\n"
        "\n"
        "示例：\n"
        "  simfaq ask 一个人能办几张手机卡\n"
        '  simfaq ask --json "how many SIM cards can I have"'
    ),
    (
        "Browse: the topics, then the entries of one topic.\n"
        "\n"
        "Examples:\n"
        "  simfaq list limits\n"
        '  simfaq list --search "eSIM 手表"'
    ): (
        "浏览：先列主题，再列一个主题下的条目。\n"
        "\n"
        "示例：\n"
        "  simfaq list limits\n"
        '  simfaq list --search "eSIM 手表"'
    ),
    (
        "Show entries whole: answer, steps, citations, related entries.\n"
        "\n"
        "Examples:\n"
        "  simfaq show card-limit\n"
        "  simfaq --lang en show transfer-ownership lost-sim"
    ): (
        "显示条目全文：答案、步骤、出处、相关问题。\n"
        "\n"
        "示例：\n"
        "  simfaq show card-limit\n"
        "  simfaq --lang en show transfer-ownership lost-sim"
    ),
    (
        "Show the registration rule of one or more countries and regions, side by side.\n"
        "\n"
        "Examples:\n"
        "  simfaq rules --required no\n"
        "  simfaq rules 日本 korea DE"
    ): (
        "显示一个或几个国家、地区的实名规定，几个地区并排对照。\n"
        "\n"
        "示例：\n"
        "  simfaq rules --required no\n"
        "  simfaq rules 日本 korea DE"
    ),
    (
        "Answer a file of questions, in order: one record for each, also for empty ones.\n"
        "\n"
        "Ctrl-C leaves whole records only. Exit: 0 when all were answered for, whatever the verdicts.\n"
        "\n"
        "Examples:\n"
        "  simfaq batch questions.txt > answers.jsonl\n"
        "  simfaq batch tickets.csv --column 问题 --to csv -o answers.csv --resume"
    ): (
        "按顺序回答一个文件里的问题：每个问题一条记录，空行也有。\n"
        "\n"
        "按 Ctrl-C 中断时，已写出的记录都是完整的。全部处理完退出码为 0，不论结论如何。\n"
        "\n"
        "示例：\n"
        "  simfaq batch questions.txt > answers.jsonl\n"
        "  simfaq batch tickets.csv --column 问题 --to csv -o answers.csv --resume"
    ),
    (
        "Check a dataset file: numbered findings with the place of each.\n"
        "\n"
        "Exit: 0 nothing found, 1 findings, 3 the file cannot be read or is not JSON.\n"
        "\n"
        "Examples:\n"
        "  simfaq lint my-faq.json\n"
        "  simfaq lint --codes"
    ): (
        "检查数据文件：逐条编号列出问题和所在位置。\n"
        "\n"
        "退出码：0 没有问题，1 有问题，3 文件读不了或不是 JSON。\n"
        "\n"
        "示例：\n"
        "  simfaq lint my-faq.json\n"
        "  simfaq lint --codes"
    ),
    # options and arguments
    "Use another dataset file.": "改用另一个数据文件。",
    "Language of the answer.": "答案用哪种语言。",
    "Print the version and exit.": "显示版本后退出。",
    "Show this message and exit.": "显示这份说明后退出。",
    "Install completion for the current shell.": "为当前 shell 安装自动补全。",
    "Show completion for the current shell, to copy it or customize the installation.": "显示当前 shell 的补全脚本，供复制或自行安装。",
    "Print JSON.": "输出 JSON。",
    "Print plain text, without colour and boxes.": "输出纯文本，不带颜色和边框。",
    "Print JSON with everything but ASCII escaped.": "输出 JSON，非 ASCII 字符全部转义。",
    "The place that is meant, such as CN or HK.": "问的是哪个地区，例如 CN、HK。",
    "How many results at most.": "最多给几条结果。",
    "The question; - reads it from standard input.": "问题；写 - 则从标准输入读。",
    "Show how the answer was found.": "显示答案是怎么找到的。",
    "A topic's id; without it, the topics are listed.": "主题编号；不写则列出全部主题。",
    "Only entries that hold all these words.": "只列含有全部这些词的条目。",
    "Ids as list prints them, or the beginnings of ids.": "list 列出的编号，或编号的开头几个字母。",
    "Places, by code (JP) or by name in either language; without any, the table of all.": "地区代码（JP）或中英文名称；不写则列出全部地区。",
    "Only places where registration is so.": "只列实名要求如此的地区。",
    "Only places that limit the cards of one person.": "只列限制每人张数的地区。",
    "Text, CSV or JSON Lines; - reads standard input.": "文本、CSV 或 JSON Lines 文件；写 - 则读标准输入。",
    "What the file holds; by default its name tells, else text.": "文件的格式；默认看文件名，看不出就当文本。",
    "The column (or its number) or member that holds the question.": "问题所在的列名（或第几列），或 JSON 成员名。",
    "What to write.": "输出什么格式。",
    "Write to a file.": "写入文件。",
    "Skip the questions that the output file has answers to.": "跳过输出文件里已有答案的问题，接着往下做。",
    "A dataset file; without it, the bundled one.": "数据文件；不写则检查自带的那份。",
    "List the checks and what each means.": "列出全部检查项及其含义。",
    "Usage: ": "用法：",
    "[OPTIONS]": "[选项]",
    "COMMAND [ARGS]...": "命令 [参数]...",
    "Arguments": "参数：",
    "Options": "选项：",
    "Commands": "命令：",
    "env var: ": "环境变量：",
    "default: ": "默认：",
    "required": "必填",
    # errors
    " or ": "、",
    "; ": "；",
    "did you mean {names}?": "是不是想写 {names}",
    "see {command}": "可用 {command} 查看",
    "a process that helped to answer was ended by something else": "协助作答的一个进程被外部终止了",
    "there is no command {name}": "没有 {name} 这个命令",
    "there is no topic {name}": "没有 {name} 这个主题",
    "there is no entry {name}": "没有编号为 {name} 的条目",
    "there is no place {name}": "没有 {name} 这个地区",
    "several ids begin with {name}": "有好几个编号以 {name} 开头",
    "the rule of {place} is not known": "没有收录 {place} 的规定",
    "no place fits these options": "没有符合这些选项的地区",
    "no entry holds all of {words}": "没有条目同时含有 {words}",
    "the dataset has no region {code}": "数据里没有 {code} 这个地区",
    "no question given": "没有写问题",
    "cannot read {file}: {problem}": "读不了 {file}：{problem}",
    "cannot write {file}: {problem}": "写不了 {file}：{problem}",
    "cannot write: {problem}": "写不出去：{problem}",
    "standard input": "标准输入",
    "{file}: line {line}: longer than {size} bytes": "{file}：第 {line} 行超过 {size} 字节",
    "{file}: line {line}: {problem}": "{file}：第 {line} 行：{problem}",
    "{file}: line {line}: no question; a line is a string, or an object with {column}": "{file}：第 {line} 行没有问题；每行应是一个字符串，或含有 {column} 的对象",
    "{file} has no column {column}": "{file} 没有 {column} 这一列",
    "{file} is there already; --resume goes on behind what it holds": "{file} 已经存在；加 --resume 可接着往下写",
    "the output file holds answers to other questions than these": "输出文件里的答案不是这批问题的",
    "--resume needs --output": "--resume 要和 --output 一起用",
    "--ascii is for JSON Lines": "--ascii 只用于 JSON Lines",
    "{option} stands before the command, as in {example}": "{option} 要写在命令前面，例如 {example}",
    "no such option {option}": "没有 {option} 这个选项",
    "{option} is missing": "缺少 {option}",
    "{option} needs a value": "{option} 后面要写值",
    "{option} takes one of {options}": "{option} 只能是：{options}",
    "{option}: {problem}": "{option}：{problem}",
    "{option} must be from {least} to {most}": "{option} 只能从 {least} 到 {most}",
    "{option} must be a whole number": "{option} 后面要写整数",
    "No such file or directory": "没有这个文件或目录",
    "Is a directory": "这是一个目录",
    "Permission denied": "没有权限",
    "Input/output error": "读写出错",
    "Bad file descriptor": "没有打开",
    "File name too long": "文件名太长",
    "Read-only file system": "文件系统是只读的",
    "No space left on device": "磁盘已满",
    # datasets
    "top level": "最外层",
    "no such file": "没有这个文件",
    "not a regular file": "不是普通文件",
    "larger than {size} bytes": "超过 {size} 字节",
    "the bundled dataset is missing (looked in {places})": "找不到自带的数据文件（找过 {places}）",
    "not UTF-8 text": "不是 UTF-8 文本",
    "not valid JSON: {problem}": "不是有效的 JSON：{problem}",
    "not valid JSON: nested too deeply": "不是有效的 JSON：嵌套太深",
    "not valid JSON: {name} is not a JSON number": "不是有效的 JSON：{name} 不是数字",
    # what json says
    "Expecting value": "这里应当有一个值",
    "Expecting property name enclosed in double quotes": "这里应当是双引号括起来的键",
    "Expecting ',' delimiter": "这里应当有逗号",
    "Expecting ':' delimiter": "这里应当有冒号",
    "Unterminated string starting at": "从这里开始的字符串没有结束",
    "Invalid control character at": "字符串里有控制字符",
    "Invalid \\escape": "反斜杠后的字符不对",
    "Invalid \\uXXXX escape": "\\u 后应当是四位十六进制数",
    "Extra data": "后面还有多余的内容",
    "Illegal trailing comma before end of object": "对象末尾多了一个逗号",
    "Illegal trailing comma before end of array": "列表末尾多了一个逗号",
    "must be {wanted}, not {found}": "应当是{wanted}，这里是{found}",
    "an object": "对象",
    "a list": "列表",
    "a string": "字符串",
    "a number": "数字",
    "a whole number": "整数",
    "true or false": "真假值",
    "null": "空值",
    "must be one of {options}": "只能是：{options}",
    "must not be empty": "不能为空",
    "holds half of a surrogate pair": "含有半个代理对",
    "holds a control character": "含有控制字符",
    "is longer than {most} characters": "超过 {most} 个字符",
    "{key} is missing": "缺少 {key}",
    "is {version}; this simfaq reads version {known}": "是第 {version} 版；这个 simfaq 只读第 {known} 版",
    "must hold at least one entry": "至少要有一个条目",
    "must hold at least one language": "至少要有一种语言",
    "{name} stands there already": "{name} 已经有了",
    "{name} is not among the {list}": "{name} 不在 {list} 里",
    # findings
    "the format knows no member {key}": "格式里没有 {key} 这个成员",
    "{key} stands twice": "{key} 出现了两次",
    "no entry cites it": "没有条目引用它",
    "rests on {basis} and cites nothing": "依据是 {basis}，却没有列出处",
    "verified, but names no source": "写着有出处，却没有写出处",
    "{url} is no address": "{url} 不是网址",
    "{url} is not https": "{url} 不是 https",
    "{host} is not among official_hosts": "{host} 不在 official_hosts 里",
    "holds an address, from “{start}” on": "从“{start}”起是网址",
    "has none in {language}": "没有 {language} 的",
    "has no {language}": "没有 {language}",
    "{n} {member} in {one}, {m} in {other}": "{one} 有 {n} 条 {member}，{other} 有 {m} 条",
    "“{text}”": "“{text}”",
    "{number} stands in {language} only": "{number} 只出现在 {language} 里",
    "stands at {place} already": "{place} 处已经有了",
    "is {ratio} % alike to {place}": "与 {place} 有 {ratio}% 相同",
    "the verdict is {verdict}, the best match {best}": "结论是 {verdict}，最接近的是 {best}",
    "{word} stands at {place} already": "{word} 在 {place} 已经有了",
    "{name} means {other} already": "{name} 已经指 {other}",
    "must hold {place} once": "要有且只有一个 {place}",
    "has no review date of the form 2026-01-31": "没有 2026-01-31 这种形式的核对日期",
    "has no topic": "没有主题",
    "use small letters, digits and single hyphens": "请用小写字母、数字和单个连字符",
    "related names an entry twice, or itself": "相关条目有重复，或者写了自己",
    "no entry has it": "没有条目属于它",
    "nothing found": "没有发现问题",
    "{count} finding": "{count} 个问题",
    "{count} findings": "{count} 个问题",
    # what each check means
    "a value of the wrong type": "值的类型不对",
    "a required member is missing": "缺少必需的成员",
    "a value that the format does not know": "格式里没有的取值",
    "text that is empty, broken, or holds a control character": "文本为空、残缺或含有控制字符",
    "an id that stands twice": "重复的编号",
    "an id that leads nowhere: citation, related entry, topic, region": "指向不存在的编号：出处、相关条目、主题、地区",
    "a member that the format does not know, perhaps a slip of the pen": "格式里没有的成员，可能是笔误",
    "a key that stands twice in one object; only the last counts": "同一对象里重复的键，只有最后一个算数",
    "a source that no entry cites": "没有条目引用的出处",
    "an answer by law or by an authority that cites nothing": "依据法律或主管部门却没有列出处的答案",
    "a link that is not https, or leads to a host that is not among official_hosts": "不是 https 的链接，或指向 official_hosts 以外网站的链接",
    "a web address in text; addresses belong to sources": "正文里的网址；网址应写在出处里",
    "a rule said to be verified that names no source": "标为有出处却没有写出处的规定",
    "a language that the rest of the entry or of the dataset has is missing": "缺少条目或数据其他部分都有的语言",
    "languages that differ in the number of details or steps": "各语言的段落数或步骤数不同",
    "half-width punctuation beside a Chinese character": "汉字旁边的半角标点",
    "a number of four digits or more that stands in one language only": "只出现在一种语言里的四位以上数字",
    "a wording that stands twice": "重复的问法",
    "wordings of two entries so alike that they fight for the same question": "两个条目里几乎一样、会互相争抢的问法",
    "an entry whose own question it does not answer": "用自己的问题也问不到的条目",
    "a language in which a question has no variants": "某种语言的问题没有别的问法",
    "a word in two groups of synonyms": "出现在两组同义词里的词",
    "a name that means two places": "一个名字指两个地区",
    "a question about places without {place}": "关于地区的问法里没有 {place}",
    "a review date that is missing or no date": "核对日期缺失或不是日期",
    "a topic without entries": "没有条目的主题",
    "an entry without a topic in a dataset that has topics": "数据有主题而条目没有主题",
    "an id that is not kebab-case": "编号不是小写加连字符的形式",
    "a related entry that stands twice, or is the entry itself": "相关条目重复，或者就是自己",
    # prompts and progress
    "Ask a question; ? for help, an empty line to leave": "请输入问题；? 看说明，空行退出",
    (
        "Type a question in your own words, in Chinese or English.\n"
        "A number opens one of the questions offered last.\n"
        "An empty line, Ctrl-D or Ctrl-C leaves."
    ): (
        "用自己的话提问，中文、英文都行。\n输入数字，打开上面列出的相关问题。\n空行、Ctrl-D 或 Ctrl-C 退出。"
    ),
    "Nothing with that number is offered just now": "现在没有这个编号可选",
    "Number, or Enter to leave: ": "输入编号查看，直接回车退出：",
    "{count} answered, {rate} a second, {left} left": "已回答 {count} 个，每秒 {rate} 个，还需 {left}",
    "{count} answered, {rate} a second": "已回答 {count} 个，每秒 {rate} 个",
}
