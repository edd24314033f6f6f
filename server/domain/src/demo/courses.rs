//! For which course a course's order is, as its secretary would write it: a name that fits the books, and the term.

use super::calendar::civil;
use super::chance::mark;

/// Courses by the first letter of the books' class in the Chinese Library Classification.
const COURSES: [(char, [&str; 3]); 12] = [
    ('B', ["西方哲学史", "普通心理学", "伦理学导论"]),
    ('D', ["国际关系概论", "比较宪法", "政治学原理"]),
    ('F', ["微观经济学", "计量经济学", "国际金融"]),
    ('G', ["教育心理学", "传播学概论", "比较教育"]),
    ('H', ["语言学概论", "高级英语", "翻译理论与实践"]),
    ('I', ["英国文学选读", "比较文学", "现代小说"]),
    ('J', ["艺术史", "音乐鉴赏", "设计基础"]),
    ('K', ["世界近代史", "考古学通论", "人文地理学"]),
    ('O', ["数学分析", "量子力学", "有机化学"]),
    ('Q', ["细胞生物学", "遗传学", "生态学"]),
    ('R', ["病理学", "药理学", "公共卫生"]),
    ('T', ["数据结构与算法", "计算机系统基础", "材料科学导论"]),
];
/// Of books of all other classes.
const OTHERS: [&str; 3] = ["专业英语", "学术写作", "通识读书课"];

/// The course of an order of this number whose books are mostly of this class, and the term before which it is needed.
pub(super) fn course(clc: &str, no: &str, needed_by: Option<i64>) -> String {
    let of_class = COURSES.iter().find(|(letter, _)| clc.starts_with(*letter)).map_or(&OTHERS, |(_, names)| names);
    let name = of_class[mark(no) as usize % of_class.len()];
    let Some(day) = needed_by.map(civil) else { return name.to_owned() };
    let term = if day.month() < 7 { "春季" } else { "秋季" };
    format!("{name} {}年{term}", day.year())
}
