//! The cast of the story: the people whose sign-ins `portolan demo` prints.

use kernel::Role;

/// One of the cast.
pub(super) struct Member {
    /// Name in the organisation's addresses.
    pub(super) org: &'static str,
    pub(super) mail: &'static str,
    pub(super) name: &'static str,
    pub(super) role: Role,
    pub(super) desk: Option<&'static str>,
    pub(super) unit: Option<usize>,
    pub(super) lang: &'static str,
    /// What the person is to the story.
    pub(super) part: &'static str,
}

/// The parts of Peking University that order.
pub(super) const UNITS: [(&str, &str); 4] = [
    ("图书馆", "University Library"),
    ("外国语学院", "School of Foreign Languages"),
    ("信息科学技术学院", "School of Electronics Engineering and Computer Science"),
    ("经济学院", "School of Economics"),
];

const fn customer(org: &'static str, mail: &'static str, name: &'static str, role: Role, part: &'static str) -> Member {
    Member { org, mail, name, role, desk: None, unit: None, lang: "zh", part }
}

const fn staff(mail: &'static str, name: &'static str, desk: &'static str, part: &'static str) -> Member {
    Member { org: "house", mail, name, role: Role::Desk, desk: Some(desk), unit: None, lang: "zh", part }
}

pub(super) const CAST: [Member; 14] = [
    Member {
        unit: Some(0), ..customer("pku", "mei", "梅雨晴 Mei Yuqing", Role::Buyer, "buyer at Peking University")
    },
    Member { unit: Some(1), ..customer("pku", "chen", "陈立 Chen Li", Role::Buyer, "her colleague, buyer") },
    Member {
        unit: Some(2),
        lang: "en",
        ..customer("pku", "bo", "薄思远 Bo Siyuan", Role::Viewer, "her colleague, only looks")
    },
    Member {
        unit: Some(0),
        ..customer("pku", "he", "何静 He Jing", Role::Admin, "administrator of Peking University")
    },
    customer("tsinghua", "tang", "唐文博 Tang Wenbo", Role::Buyer, "buyer at Tsinghua University"),
    customer(
        "jsbooks",
        "lin",
        "林江 Lin Jiang",
        Role::Buyer,
        "buyer at a provincial bookstore, orders for its customers",
    ),
    customer("szlib", "sun", "孙晓 Sun Xiao", Role::Buyer, "buyer at Suzhou Library, a customer of that bookstore"),
    staff("zhao", "赵启航 Zhao Qihang", "imports", "import desk"),
    staff("wu", "吴帆 Wu Fan", "distribution", "distribution desk"),
    staff("qian", "钱敏 Qian Min", "orders", "order desk"),
    staff("han", "韩雪 Han Xue", "textbooks", "textbook desk"),
    staff("shen", "沈清 Shen Qing", "cataloguing", "cataloguing desk"),
    staff("ye", "叶涛 Ye Tao", "it", "IT desk"),
    Member {
        role: Role::Supervisor,
        desk: None,
        ..staff("gu", "顾明远 Gu Mingyuan", "orders", "supervisor of all desks")
    },
];
