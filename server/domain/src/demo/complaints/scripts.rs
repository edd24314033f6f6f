//! What people write to each other about late, damaged and missing books. Texts only, in the words of both sides.

use crate::demo::chance::Chance;

/// One conversation: `{title}` and `{no}` stand for the book and the order.
pub(super) struct Script {
    pub(super) kind: &'static str,
    chinese: bool,
    /// The desk that must answer; empty for the one that holds the line.
    pub(super) desk: &'static str,
    /// Whether it is about one line, and not about the whole order.
    pub(super) about_line: bool,
    pub(super) subject: &'static str,
    pub(super) body: &'static str,
    pub(super) answer: &'static str,
}

const fn zh(kind: &'static str, subject: &'static str, body: &'static str, answer: &'static str) -> Script {
    Script { kind, chinese: true, desk: "", about_line: true, subject, body, answer }
}

const fn en(kind: &'static str, subject: &'static str, body: &'static str, answer: &'static str) -> Script {
    Script { chinese: false, ..zh(kind, subject, body, answer) }
}

/// One that fits kind and language.
pub(super) fn script(kind: &str, chinese: bool, chance: &mut Chance) -> &'static Script {
    let of_kind = || SCRIPTS.iter().filter(|script| script.kind == kind);
    let fitting: Vec<&Script> = of_kind().filter(|script| script.chinese == chinese).collect();
    if fitting.is_empty() { &SCRIPTS[0] } else { chance.pick(&fitting) }
}

/// One for each desk, still unanswered.
pub(super) static SPECIAL: [Script; 6] = [
    Script {
        desk: "imports",
        ..zh(
            "late",
            "《{title}》迟迟未到",
            "订单 {no} 中的这本书已经过了预计时间，读者每周都来问。请告知目前卡在哪个环节，预计何时到货。",
            "",
        )
    },
    Script {
        desk: "distribution",
        ..en(
            "damaged",
            "Spine broken: {title}",
            "The copy that arrived on Monday has a broken spine and loose pages. We cannot put it on the shelf. Please replace it.",
            "",
        )
    },
    Script {
        desk: "orders",
        about_line: false,
        ..zh(
            "question",
            "能否更改订单 {no} 的送货地址",
            "我馆新馆区下月启用，请问这张订单能否改送新馆？发票信息不变。",
            "",
        )
    },
    Script {
        desk: super::TEXTBOOKS,
        ..zh(
            "question",
            "《{title}》能否赶在开学前到齐",
            "任课老师增加了选课人数，想确认教材能否按时到齐，如需加订请尽快告知截止时间。",
            "",
        )
    },
    Script {
        desk: "cataloguing",
        about_line: false,
        ..en(
            "other",
            "MARC records for order {no} are missing",
            "We received the books but no MARC records for this order. Our cataloguers are waiting for them.",
            "",
        )
    },
    Script {
        desk: "it",
        about_line: false,
        ..zh(
            "other",
            "打印订单 {no} 时表格被截断",
            "用学校的打印机打印这张订单，最后一列价格总是印不出来，请帮忙看看。",
            "",
        )
    },
];

static SCRIPTS: [Script; 24] = [
    zh(
        "late",
        "《{title}》什么时候能到",
        "这本书下单已经一个多月了，一直没有动静。请问现在处理到哪一步，大概什么时候能到货？",
        "您好，出版社已发货，目前等待随批报关，预计两周内可到我司仓库。到库后会优先为您出库，请您放心。",
    ),
    zh(
        "late",
        "订单 {no} 有一种书迟迟未到",
        "其他书都到了，只差《{title}》。读者在催，请帮忙查一下。",
        "已查到该书因出版社重印推迟发货，新的发货日期为下周三。给您添麻烦了，我们会继续跟进。",
    ),
    zh(
        "late",
        "催问到货时间",
        "《{title}》是课题组急用的，再晚就影响结题了，能否加快处理？",
        "理解您的着急。该批次已在海关查验，我们已申请优先放行，放行当天即可发出。",
    ),
    zh(
        "damaged",
        "《{title}》封面破损",
        "今天收到的书封面有明显折痕，书角撞坏，无法入藏，请求更换。",
        "非常抱歉，应是运输中挤压所致。请保留原书，我们随下一批为您补发一册，旧书由快递员取回，费用由我司承担。",
    ),
    zh(
        "damaged",
        "到货图书受潮",
        "箱子外面是湿的，《{title}》内页已经起皱。照片可以另发。",
        "已登记并安排重新采购，不再另收费。承运方的责任由我司追究。",
    ),
    zh(
        "wrong",
        "发错书了",
        "订的是《{title}》精装本，收到的是平装本，请更换。",
        "核对后确为我司拣货有误，正确版本已为您留出，明天发出。抱歉给您添了麻烦。",
    ),
    zh(
        "wrong",
        "收到的不是我们订的版本",
        "《{title}》我们要的是最新版，收到的是旧版。",
        "已与出版社核实，旧版系其误发，我们已按新版重新采购，到货后免费更换。",
    ),
    zh(
        "short",
        "少了一册",
        "发货单上《{title}》是两册，箱内只有一册，请核实。",
        "库房已盘点，确有一册漏装，今天随车补送，请注意查收。",
    ),
    zh(
        "short",
        "订单 {no} 数量不符",
        "《{title}》实收数量比送货单少，请核查。",
        "已核查出库记录，短少的部分将在下一次送货时补齐。",
    ),
    zh(
        "question",
        "能否提供发票明细",
        "《{title}》需要单独入账，能否在发票上列出折算汇率？",
        "可以。折算汇率以下单当日为准，明细已附在电子发票中，请查收邮箱。",
    ),
    zh(
        "question",
        "请问能否加订",
        "《{title}》还想再加订三册，是否可以并入这张订单？",
        "该书已进入采购批次，无法并入原单。您可以新建订单并注明合并发货，我们会尽量一起送达。",
    ),
    zh(
        "other",
        "送货时间不合适",
        "送《{title}》的司机没有提前联系，正好赶上闭馆。以后请先打电话。",
        "已与配送方沟通，今后送货前一天会与您确认时间。",
    ),
    en(
        "late",
        "Where is {title}?",
        "Ordered well over a month ago, and the reader who asked for it leaves in three weeks. Could you tell us where it is now?",
        "The publisher has shipped it and it is in the next customs lot. We expect to send it to you within ten days and will keep an eye on it.",
    ),
    en(
        "late",
        "Still waiting for one title of {no}",
        "Everything else of this order has come; {title} is still missing. Is it delayed at the publisher?",
        "It is: the publisher reprints it and ships next week. We are sorry for the wait. The new date is on the order's page.",
    ),
    en(
        "late",
        "{title} needed before term",
        "This is on the reading list of a course that starts soon. Can it be hurried?",
        "We have asked the carrier to fly this lot. It should clear customs by Friday and leave our warehouse the day after.",
    ),
    en(
        "damaged",
        "Torn dust jacket: {title}",
        "The dust jacket is torn and the first pages are creased. Please send another copy.",
        "We are sorry. A new copy has been ordered at our cost; please keep the damaged one until the driver collects it.",
    ),
    en(
        "damaged",
        "Box arrived wet",
        "The carton had been in the rain and {title} is warped. We cannot accept it.",
        "Thank you for telling us at once. The copy will be bought again and the carrier has been told.",
    ),
    en(
        "wrong",
        "Wrong edition of {title}",
        "We ordered the hardback and received the paperback.",
        "Our mistake when picking. The hardback is set aside for you and leaves tomorrow.",
    ),
    en(
        "wrong",
        "Somebody else's book in our parcel",
        "Instead of {title} we found a book that we never ordered.",
        "Two parcels were swapped. The driver brings yours on Thursday and takes the other one along.",
    ),
    en(
        "short",
        "One copy short",
        "The delivery note says two copies of {title}, the parcel holds one.",
        "We found the second copy on the packing table. It comes with your next delivery, at the latest on Friday.",
    ),
    en(
        "short",
        "Parcel incomplete",
        "{title} is on the note but not in the parcel.",
        "It went with the second parcel of the same day, which arrives tomorrow. Please tell us if it does not.",
    ),
    en(
        "question",
        "Can we return {title} if it is not needed?",
        "A professor changed his mind. Is a return possible, and until when?",
        "Undamaged copies can be returned within fourteen days of delivery. Please quote the order number on the parcel.",
    ),
    en(
        "question",
        "Price of {title}",
        "The price differs from our last order of the same title. Which rate was used?",
        "The rate of the day of the order; the publisher's list price has not changed. Both are shown on the line.",
    ),
    Script {
        about_line: false,
        ..en(
            "other",
            "Invoice address of {no}",
            "Please use the full name of the university on the invoice.",
            "Changed for this order and for all that follow.",
        )
    },
];

/// What colleagues tell each other; no customer reads this.
pub(super) const NOTES: [&str; 6] = [
    "已电话联系出版社驻京代表，等回复。",
    "查了出库单，确实是我们的问题，先认下来。",
    "客户是老客户，优先处理。",
    "Asked the carrier for the scan; no answer yet.",
    "库位 B-17 有一册富余，可以先调给他们。",
    "Third complaint about this publisher's packing this month.",
];

/// How customers end it.
pub(super) const THANKS: [&str; 5] = [
    "收到了，谢谢。",
    "已补送到位，问题解决。",
    "谢谢及时处理。",
    "Received, thank you.",
    "All well now, thanks for the quick answer.",
];
