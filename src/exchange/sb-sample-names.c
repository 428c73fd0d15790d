/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Invented names of the sample company in both languages. Any likeness to real companies or people is chance. */
#include "sb-config.h"

#include "exchange/sb-sample-private.h"

const SampleName sample_member_names[SAMPLE_MEMBERS] = {
  { "Chen Yu", "陈宇" },   { "Li Wei", "李伟" },   { "Zhang Min", "张敏" }, { "He Tao", "何涛" },
  { "Zhao Lei", "赵磊" },  { "Liu Na", "刘娜" },   { "Wang Jing", "王静" }, { "Sun Hao", "孙浩" },
  { "Zhou Ting", "周婷" }, { "Wu Qiang", "吴强" }, { "Xu Lin", "徐琳" },
};

const SampleName sample_team_names[SAMPLE_TEAMS] = {
  { "Sales", "销售部" },
  { "Team North", "北区团队" },
  { "Team South", "南区团队" },
};

const SampleName sample_product_names[SAMPLE_PRODUCTS] = {
  { "Line controller", "产线控制器" }, { "Edge gateway", "边缘网关" },         { "Vision station", "视觉工作站" },
  { "Planning software", "排产软件" }, { "Maintenance contract", "维保合同" }, { "Training days", "培训服务" },
  { "Spare part kit", "备件包" },
};

const SampleAccountName sample_account_names[SAMPLE_ACCOUNTS] = {
  { "Energy", "能源", "Beijing", "北京", { "Huadong Energy", "华东能源" } },
  { "Logistics", "物流", "Zhejiang", "浙江", { "Beichen Logistics", "北辰物流" } },
  { "Automotive", "汽车零部件", "Shandong", "山东", { "Tongji Automotive", "同济汽车零部件" } },
  { "Machinery", "装备制造", "Fujian", "福建", { "Blue Sea Machinery", "蓝海装备制造" } },
  { "Chemicals", "化工", "Jiangsu", "江苏", { "Golden Bridge Chemicals", "金桥化工" } },
  { "Logistics", "物流", "Tianjin", "天津", { "Hengtai Logistics", "恒泰物流" } },
  { "Food", "食品", "Guangdong", "广东", { "Yongxin Food", "永鑫食品" } },
  { "Energy", "能源", "Shanghai", "上海", { "Ruifeng Energy", "瑞丰能源" } },
  { "Electronics", "电子", "Beijing", "北京", { "Dongfang Electronics", "东方电子" } },
  { "Automotive", "汽车零部件", "Zhejiang", "浙江", { "Xinghe Automotive", "星河汽车零部件" } },
  { "Machinery", "装备制造", "Shandong", "山东", { "Jinshan Machinery", "金山装备制造" } },
  { "Chemicals", "化工", "Fujian", "福建", { "Haitian Chemicals", "海天化工" } },
  { "Logistics", "物流", "Jiangsu", "江苏", { "Kaixuan Logistics", "凯旋物流" } },
  { "Food", "食品", "Tianjin", "天津", { "Minghua Food", "明华食品" } },
  { "Energy", "能源", "Guangdong", "广东", { "Tianyu Energy", "天宇能源" } },
  { "Electronics", "电子", "Shanghai", "上海", { "Longteng Electronics", "龙腾电子" } },
  { "Automotive", "汽车零部件", "Beijing", "北京", { "Shengda Automotive", "盛达汽车零部件" } },
  { "Machinery", "装备制造", "Zhejiang", "浙江", { "Yuanda Machinery", "远达装备制造" } },
  { "Chemicals", "化工", "Shandong", "山东", { "Huaxin Chemicals", "华信化工" } },
  { "Logistics", "物流", "Fujian", "福建", { "Zhongrui Logistics", "中瑞物流" } },
  { "Food", "食品", "Jiangsu", "江苏", { "Lianhe Food", "联合食品" } },
  { "Energy", "能源", "Tianjin", "天津", { "Baosheng Energy", "宝盛能源" } },
  { "Electronics", "电子", "Guangdong", "广东", { "Jiahe Electronics", "嘉禾电子" } },
  { "Automotive", "汽车零部件", "Shanghai", "上海", { "Guangming Automotive", "光明汽车零部件" } },
  { "Machinery", "装备制造", "Beijing", "北京", { "Weiye Machinery", "伟业装备制造" } },
  { "Chemicals", "化工", "Zhejiang", "浙江", { "Chuangxin Chemicals", "创新化工" } },
  { "Logistics", "物流", "Shandong", "山东", { "Xinda Logistics", "信达物流" } },
  { "Food", "食品", "Fujian", "福建", { "Hongyuan Food", "宏远食品" } },
  { "Machinery", "装备制造", "Zhejiang", "浙江", { "Huadong Machinery", "华东装备制造" } },
  { "Chemicals", "化工", "Shandong", "山东", { "Beichen Chemicals", "北辰化工" } },
  { "Logistics", "物流", "Fujian", "福建", { "Tongji Logistics", "同济物流" } },
  { "Food", "食品", "Jiangsu", "江苏", { "Blue Sea Food", "蓝海食品" } },
  { "Energy", "能源", "Tianjin", "天津", { "Golden Bridge Energy", "金桥能源" } },
  { "Electronics", "电子", "Guangdong", "广东", { "Hengtai Electronics", "恒泰电子" } },
  { "Automotive", "汽车零部件", "Shanghai", "上海", { "Yongxin Automotive", "永鑫汽车零部件" } },
  { "Machinery", "装备制造", "Beijing", "北京", { "Ruifeng Machinery", "瑞丰装备制造" } },
  { "Chemicals", "化工", "Zhejiang", "浙江", { "Dongfang Chemicals", "东方化工" } },
  { "Logistics", "物流", "Shandong", "山东", { "Xinghe Logistics", "星河物流" } },
  { "Food", "食品", "Fujian", "福建", { "Jinshan Food", "金山食品" } },
  { "Energy", "能源", "Jiangsu", "江苏", { "Haitian Energy", "海天能源" } },
  { "Electronics", "电子", "Tianjin", "天津", { "Kaixuan Electronics", "凯旋电子" } },
  { "Automotive", "汽车零部件", "Guangdong", "广东", { "Minghua Automotive", "明华汽车零部件" } },
  { "Machinery", "装备制造", "Shanghai", "上海", { "Tianyu Machinery", "天宇装备制造" } },
  { "Chemicals", "化工", "Beijing", "北京", { "Longteng Chemicals", "龙腾化工" } },
  { "Logistics", "物流", "Zhejiang", "浙江", { "Shengda Logistics", "盛达物流" } },
  { "Food", "食品", "Shandong", "山东", { "Yuanda Food", "远达食品" } },
  { "Energy", "能源", "Fujian", "福建", { "Huaxin Energy", "华信能源" } },
  { "Electronics", "电子", "Jiangsu", "江苏", { "Zhongrui Electronics", "中瑞电子" } },
  { "Automotive", "汽车零部件", "Tianjin", "天津", { "Lianhe Automotive", "联合汽车零部件" } },
  { "Machinery", "装备制造", "Guangdong", "广东", { "Baosheng Machinery", "宝盛装备制造" } },
  { "Chemicals", "化工", "Shanghai", "上海", { "Jiahe Chemicals", "嘉禾化工" } },
  { "Logistics", "物流", "Beijing", "北京", { "Guangming Logistics", "光明物流" } },
  { "Food", "食品", "Zhejiang", "浙江", { "Weiye Food", "伟业食品" } },
  { "Energy", "能源", "Shandong", "山东", { "Chuangxin Energy", "创新能源" } },
  { "Electronics", "电子", "Fujian", "福建", { "Xinda Electronics", "信达电子" } },
  { "Automotive", "汽车零部件", "Jiangsu", "江苏", { "Hongyuan Automotive", "宏远汽车零部件" } },
  { "Food", "食品", "Shandong", "山东", { "Huadong Food", "华东食品" } },
  { "Energy", "能源", "Fujian", "福建", { "Beichen Energy", "北辰能源" } },
  { "Electronics", "电子", "Jiangsu", "江苏", { "Tongji Electronics", "同济电子" } },
  { "Automotive", "汽车零部件", "Tianjin", "天津", { "Blue Sea Automotive", "蓝海汽车零部件" } },
  { "Machinery", "装备制造", "Guangdong", "广东", { "Golden Bridge Machinery", "金桥装备制造" } },
  { "Chemicals", "化工", "Shanghai", "上海", { "Hengtai Chemicals", "恒泰化工" } },
  { "Logistics", "物流", "Beijing", "北京", { "Yongxin Logistics", "永鑫物流" } },
  { "Food", "食品", "Zhejiang", "浙江", { "Ruifeng Food", "瑞丰食品" } },
  { "Energy", "能源", "Shandong", "山东", { "Dongfang Energy", "东方能源" } },
  { "Electronics", "电子", "Fujian", "福建", { "Xinghe Electronics", "星河电子" } },
  { "Automotive", "汽车零部件", "Jiangsu", "江苏", { "Jinshan Automotive", "金山汽车零部件" } },
  { "Machinery", "装备制造", "Tianjin", "天津", { "Haitian Machinery", "海天装备制造" } },
  { "Chemicals", "化工", "Guangdong", "广东", { "Kaixuan Chemicals", "凯旋化工" } },
  { "Logistics", "物流", "Shanghai", "上海", { "Minghua Logistics", "明华物流" } },
  { "Food", "食品", "Beijing", "北京", { "Tianyu Food", "天宇食品" } },
  { "Energy", "能源", "Zhejiang", "浙江", { "Longteng Energy", "龙腾能源" } },
  { "Electronics", "电子", "Shandong", "山东", { "Shengda Electronics", "盛达电子" } },
  { "Automotive", "汽车零部件", "Fujian", "福建", { "Yuanda Automotive", "远达汽车零部件" } },
  { "Machinery", "装备制造", "Jiangsu", "江苏", { "Huaxin Machinery", "华信装备制造" } },
  { "Chemicals", "化工", "Tianjin", "天津", { "Zhongrui Chemicals", "中瑞化工" } },
  { "Logistics", "物流", "Guangdong", "广东", { "Lianhe Logistics", "联合物流" } },
  { "Food", "食品", "Shanghai", "上海", { "Baosheng Food", "宝盛食品" } },
  { "Energy", "能源", "Beijing", "北京", { "Jiahe Energy", "嘉禾能源" } },
  { "Electronics", "电子", "Zhejiang", "浙江", { "Guangming Electronics", "光明电子" } },
  { "Automotive", "汽车零部件", "Shandong", "山东", { "Weiye Automotive", "伟业汽车零部件" } },
  { "Machinery", "装备制造", "Fujian", "福建", { "Chuangxin Machinery", "创新装备制造" } },
  { "Chemicals", "化工", "Jiangsu", "江苏", { "Xinda Chemicals", "信达化工" } },
  { "Logistics", "物流", "Tianjin", "天津", { "Hongyuan Logistics", "宏远物流" } },
};

static const SampleName surnames[] = {
  { "Wang", "王" },  { "Li", "李" },   { "Zhang", "张" }, { "Liu", "刘" }, { "Chen", "陈" }, { "Yang", "杨" },
  { "Huang", "黄" }, { "Zhao", "赵" }, { "Zhou", "周" },  { "Wu", "吴" },  { "Xu", "徐" },   { "Sun", "孙" },
  { "Ma", "马" },    { "Zhu", "朱" },  { "Hu", "胡" },    { "Guo", "郭" }, { "Lin", "林" },  { "Gao", "高" },
};

static const SampleName given_names[] = {
  { "Jun", "军" },  { "Yan", "燕" },  { "Bo", "波" },  { "Xia", "霞" },  { "Gang", "刚" }, { "Li", "丽" },
  { "Peng", "鹏" }, { "Fang", "芳" }, { "Jie", "杰" }, { "Hong", "红" }, { "Kai", "凯" },  { "Mei", "梅" },
  { "Rui", "瑞" },  { "Qing", "青" }, { "Xin", "欣" }, { "Yong", "勇" },
};

const char *
sample_text_of (const Sample *sample, const SampleName *name)
{
  return sample->chinese ? name->zh : name->en;
}

char *
sample_contact_name (Sample *sample)
{
  const SampleName *surname = &surnames[sample_below (sample, G_N_ELEMENTS (surnames))];
  const SampleName *given = &given_names[sample_below (sample, G_N_ELEMENTS (given_names))];

  return sample->chinese ? g_strconcat (surname->zh, given->zh, NULL) : g_strconcat (surname->en, " ", given->en, NULL);
}
