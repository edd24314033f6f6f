//! Names to make people and places of. Word lists only; who gets which name is decided in [`super::people`].
//!
//! A list is one text of entries, each the Chinese name and then, after a space, the same in Latin letters.

/// The entries of a list.
pub(super) fn entries(list: &'static str) -> Vec<(&'static str, &'static str)> {
    list.split(", ").filter_map(|entry| entry.split_once(' ')).collect()
}

/// The cities of the province that a bookstore is named after; none for a name without a province that we know.
pub(super) fn cities(bookstore: &str) -> Vec<(&'static str, &'static str)> {
    PROVINCES
        .iter()
        .find(|(province, _)| bookstore.starts_with(province))
        .map_or_else(Vec::new, |(_, cities)| entries(cities))
}

/// Family names.
pub(super) const FAMILY: &str = "王 Wang, 李 Li, 张 Zhang, 刘 Liu, 陈 Chen, 杨 Yang, 黄 Huang, 周 Zhou, 徐 Xu, 孙 Sun, 马 Ma, 朱 Zhu, 胡 Hu, \
     郭 Guo, 何 He, 高 Gao, 罗 Luo, 郑 Zheng, 梁 Liang, 谢 Xie, 宋 Song, 许 Xu, 邓 Deng, 冯 Feng, 曹 Cao, 彭 Peng, \
     潘 Pan, 蒋 Jiang, 蔡 Cai, 余 Yu, 杜 Du, 叶 Ye, 魏 Wei, 苏 Su, 丁 Ding, 任 Ren";

/// Given names.
pub(super) const GIVEN: &str = "敏 Min, 静 Jing, 丽华 Lihua, 建国 Jianguo, 晓明 Xiaoming, 雪 Xue, 志强 Zhiqiang, 文静 Wenjing, 海燕 Haiyan, \
     思远 Siyuan, 婷 Ting, 磊 Lei, 欣怡 Xinyi, 子涵 Zihan, 国华 Guohua, 秀英 Xiuying, 俊杰 Junjie, 佳 Jia, 宁 Ning, \
     云飞 Yunfei, 慧 Hui, 明月 Mingyue, 振华 Zhenhua, 若兰 Ruolan, 涛 Tao, 卫东 Weidong, 诗雨 Shiyu, 浩然 Haoran, \
     春梅 Chunmei, 立新 Lixin, 嘉欣 Jiaxin, 一鸣 Yiming, 书琴 Shuqin, 学文 Xuewen, 艳 Yan, 永刚 Yonggang, 清 Qing, \
     梓萱 Zixuan, 博 Bo, 小红 Xiaohong";

/// What a bookstore's own customers are: class, ending of the Chinese name, ending of the English name.
pub(super) const LOCAL: [(&str, &str, &str); 3] = [
    ("library", "图书馆", "Library"),
    ("school", "外国语学校", "Foreign Languages School"),
    ("university", "职业技术学院", "Vocational and Technical College"),
];

/// Schools of a university that keep a library of their own: the customers of a larger house.
pub(super) const SCHOOLS: &str = "数学科学学院 School of Mathematical Sciences, 物理学院 School of Physics, 化学学院 College of Chemistry, \
     生命科学学院 School of Life Sciences, 地球科学学院 School of Earth Sciences, \
     外国语学院 School of Foreign Languages, 法学院 Law School, 经济学院 School of Economics, \
     管理学院 School of Management, 历史系 Department of History, 哲学系 Department of Philosophy, \
     新闻与传播学院 School of Journalism and Communication, 教育学院 School of Education, 艺术学院 School of Arts, \
     医学部 Health Science Centre, 工学院 College of Engineering, 计算机学院 School of Computer Science, \
     电子工程学院 School of Electronic Engineering, 建筑学院 School of Architecture, 环境学院 School of Environment, \
     马克思主义学院 School of Marxism, 国际关系学院 School of International Studies, 中文系 Department of Chinese, \
     体育部 Department of Physical Education";

/// Provinces and cities in which a provincial bookstore has customers.
const PROVINCES: [(&str, &str); 23] = [
    (
        "江苏",
        "苏州 Suzhou, 南京 Nanjing, 无锡 Wuxi, 常州 Changzhou, 南通 Nantong, 徐州 Xuzhou, 扬州 Yangzhou, 镇江 Zhenjiang",
    ),
    (
        "浙江",
        "宁波 Ningbo, 温州 Wenzhou, 绍兴 Shaoxing, 嘉兴 Jiaxing, 金华 Jinhua, 湖州 Huzhou, 台州 Taizhou, 舟山 Zhoushan",
    ),
    (
        "广东",
        "深圳 Shenzhen, 珠海 Zhuhai, 佛山 Foshan, 东莞 Dongguan, 汕头 Shantou, 惠州 Huizhou, 中山 Zhongshan, 湛江 Zhanjiang",
    ),
    (
        "四川",
        "绵阳 Mianyang, 德阳 Deyang, 乐山 Leshan, 宜宾 Yibin, 南充 Nanchong, 泸州 Luzhou, 自贡 Zigong, 雅安 Ya'an",
    ),
    (
        "湖北",
        "宜昌 Yichang, 襄阳 Xiangyang, 荆州 Jingzhou, 黄石 Huangshi, 十堰 Shiyan, 孝感 Xiaogan, 黄冈 Huanggang, 咸宁 Xianning",
    ),
    (
        "陕西",
        "宝鸡 Baoji, 咸阳 Xianyang, 渭南 Weinan, 汉中 Hanzhong, 延安 Yan'an, 榆林 Yulin, 安康 Ankang, 商洛 Shangluo",
    ),
    (
        "辽宁",
        "大连 Dalian, 鞍山 Anshan, 抚顺 Fushun, 锦州 Jinzhou, 丹东 Dandong, 营口 Yingkou, 辽阳 Liaoyang, 盘锦 Panjin",
    ),
    ("山东", "青岛 Qingdao, 烟台 Yantai, 潍坊 Weifang, 淄博 Zibo, 威海 Weihai, 临沂 Linyi, 济宁 Jining, 泰安 Tai'an"),
    (
        "湖南",
        "株洲 Zhuzhou, 湘潭 Xiangtan, 衡阳 Hengyang, 岳阳 Yueyang, 常德 Changde, 郴州 Chenzhou, 益阳 Yiyang, 怀化 Huaihua",
    ),
    (
        "福建",
        "厦门 Xiamen, 泉州 Quanzhou, 漳州 Zhangzhou, 莆田 Putian, 三明 Sanming, 南平 Nanping, 龙岩 Longyan, 宁德 Ningde",
    ),
    (
        "河南",
        "洛阳 Luoyang, 开封 Kaifeng, 新乡 Xinxiang, 南阳 Nanyang, 许昌 Xuchang, 安阳 Anyang, 焦作 Jiaozuo, 信阳 Xinyang",
    ),
    (
        "安徽",
        "芜湖 Wuhu, 蚌埠 Bengbu, 马鞍山 Ma'anshan, 安庆 Anqing, 滁州 Chuzhou, 阜阳 Fuyang, 黄山 Huangshan, 铜陵 Tongling",
    ),
    (
        "河北",
        "唐山 Tangshan, 保定 Baoding, 秦皇岛 Qinhuangdao, 邯郸 Handan, 廊坊 Langfang, 沧州 Cangzhou, 承德 Chengde, 邢台 Xingtai",
    ),
    (
        "江西",
        "九江 Jiujiang, 赣州 Ganzhou, 景德镇 Jingdezhen, 上饶 Shangrao, 宜春 Yichun, 吉安 Ji'an, 萍乡 Pingxiang, 抚州 Fuzhou",
    ),
    (
        "黑龙江",
        "齐齐哈尔 Qiqihar, 牡丹江 Mudanjiang, 佳木斯 Jiamusi, 大庆 Daqing, 绥化 Suihua, 黑河 Heihe, 鸡西 Jixi, 伊春 Yichun",
    ),
    (
        "吉林",
        "吉林 Jilin City, 四平 Siping, 延吉 Yanji, 通化 Tonghua, 松原 Songyuan, 白城 Baicheng, 辽源 Liaoyuan, 白山 Baishan",
    ),
    ("云南", "大理 Dali, 丽江 Lijiang, 曲靖 Qujing, 玉溪 Yuxi, 保山 Baoshan, 普洱 Pu'er, 昭通 Zhaotong, 楚雄 Chuxiong"),
    (
        "山西",
        "大同 Datong, 临汾 Linfen, 长治 Changzhi, 运城 Yuncheng, 晋中 Jinzhong, 阳泉 Yangquan, 忻州 Xinzhou, 晋城 Jincheng",
    ),
    ("广西", "桂林 Guilin, 柳州 Liuzhou, 北海 Beihai, 梧州 Wuzhou, 玉林 Yulin, 钦州 Qinzhou, 百色 Baise, 河池 Hechi"),
    (
        "上海",
        "浦东 Pudong, 徐汇 Xuhui, 静安 Jing'an, 嘉定 Jiading, 松江 Songjiang, 青浦 Qingpu, 奉贤 Fengxian, 宝山 Baoshan",
    ),
    ("天津", "滨海 Binhai, 南开 Nankai, 河西 Hexi, 武清 Wuqing, 宝坻 Baodi, 西青 Xiqing, 津南 Jinnan, 蓟州 Jizhou"),
    (
        "重庆",
        "渝中 Yuzhong, 沙坪坝 Shapingba, 北碚 Beibei, 万州 Wanzhou, 涪陵 Fuling, 江津 Jiangjin, 合川 Hechuan, 永川 Yongchuan",
    ),
    (
        "甘肃",
        "天水 Tianshui, 酒泉 Jiuquan, 张掖 Zhangye, 武威 Wuwei, 白银 Baiyin, 庆阳 Qingyang, 平凉 Pingliang, 敦煌 Dunhuang",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_has_both_names() {
        for list in [FAMILY, GIVEN, SCHOOLS].into_iter().chain(PROVINCES.map(|(_, cities)| cities)) {
            assert_eq!(entries(list).len(), list.split(',').count());
            assert!(entries(list).iter().all(|(zh, en)| !zh.is_ascii() && en.is_ascii()), "{list}");
        }
        assert_eq!(cities("江苏省外文书店").first(), Some(&("苏州", "Suzhou")));
        assert_eq!(cities("nowhere"), []);
    }
}
