#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the sample company: data/sample/*.csv and its Chinese names, data/sample/zh_CN/*.csv.

The output is committed; run this only to change the company. The same seed gives the same files on every machine (only
random.Random.random () is used). Stories that the pages should find are planted in one place each: see STORIES.
"""
import csv
import datetime
import math
import os
import random

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "data", "sample")
AS_OF = datetime.date(2026, 11, 23)
FIRST = datetime.date(2025, 6, 3)

# STORIES
LEAK_FROM = datetime.date(2026, 7, 1)   # from here on Quote & negotiation converts less: about 54 % after 61 %
QUOTE_BEFORE, QUOTE_NOW = 0.61, 0.547
BIG_SHARE = 0.31                        # Huadong Energy, share of the revenue of 2026; Li Wei is its owner
NEW_HIRE, NEW_HIRE_ON = "sun-yue", datetime.date(2026, 7, 6)
LEAVER, LEAVER_ON = "ma-jun", datetime.date(2026, 3, 31)
NORMAL_DEALS = 1950
STALL = datetime.date(2026, 6, 20), datetime.date(2026, 9, 25)  # some deals of this time neither move nor die

rng = random.Random(int(os.environ.get("SEED", "79")))


def rand():
    return rng.random()


def pick(items):
    return items[int(rand() * len(items))]


def weighted(items, weights):
    x = rand() * sum(weights)
    for item, weight in zip(items, weights):
        x -= weight
        if x < 0:
            return item
    return items[-1]


def normal():
    return math.sqrt(-2 * math.log(1 - rand())) * math.cos(2 * math.pi * rand())


def between(low, high):
    return low + int(rand() * (high - low + 1))


# The calendar of the State Council for 2025 (second half) and 2026.
HOLIDAYS = [("2025-10-01", "2025-10-08", "National Day and Mid-Autumn"), ("2026-01-01", "2026-01-03", "New Year"),
            ("2026-02-15", "2026-02-23", "Spring Festival"), ("2026-04-04", "2026-04-06", "Qingming Festival"),
            ("2026-05-01", "2026-05-05", "Labour Day"), ("2026-06-19", "2026-06-21", "Dragon Boat Festival"),
            ("2026-09-25", "2026-09-27", "Mid-Autumn Festival"), ("2026-10-01", "2026-10-07", "National Day")]
WORKED = ["2025-09-28", "2025-10-11", "2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20",
          "2026-10-10"]
day_kind = {}
for start, end, label in HOLIDAYS:
    d = datetime.date.fromisoformat(start)
    while d <= datetime.date.fromisoformat(end):
        day_kind[d] = ("holiday", label)
        d += datetime.timedelta(1)
for d in WORKED:
    day_kind[datetime.date.fromisoformat(d)] = ("working", "Working weekend")


def is_working(d):
    return day_kind[d][0] == "working" if d in day_kind else d.weekday() < 5


def workday(d):
    while not is_working(d):
        d += datetime.timedelta(1)
    return d


def later(d, days):
    return workday(d + datetime.timedelta(max(0, int(round(days)))))


def month_key(d):
    return "%04d-%02d" % (d.year, d.month)


# People: key, English, Chinese, team, role, hired, skill in quoting, share of the team's deals
MEMBERS = [
    ("zhou-ming", "Zhou Ming", "周明", None, "director", "2016-03-01", 0, 0),
    ("chen-jie", "Chen Jie", "陈洁", "east", "manager", "2018-05-14", 0.02, 0.9),
    ("li-wei", "Li Wei", "李伟", "east", "key", "2017-09-04", 0.05, 1.3),
    ("he-tao", "He Tao", "何涛", "east", "account", "2021-02-22", -0.03, 1.1),
    ("sun-yue", "Sun Yue", "孙悦", "east", "hunter", "2026-07-06", -0.02, 1.6),
    ("wang-lei", "Wang Lei", "王磊", "north", "manager", "2019-08-12", 0.01, 0.9),
    ("zhang-min", "Zhang Min", "张敏", "north", "account", "2022-04-06", 0.03, 1.1),
    ("zhao-lei", "Zhao Lei", "赵磊", "north", "hunter", "2023-10-16", -0.05, 1.0),
    ("liu-na", "Liu Na", "刘娜", "north", "account", "2020-11-02", 0.0, 1.0),
    ("huang-li", "Huang Li", "黄丽", "south", "manager", "2018-03-19", 0.01, 0.9),
    ("lin-feng", "Lin Feng", "林峰", "south", "hunter", "2024-01-08", -0.03, 1.0),
    ("wu-qian", "Wu Qian", "吴倩", "south", "account", "2021-06-21", 0.02, 1.0),
    ("xu-gang", "Xu Gang", "徐刚", "south", "account", "2023-03-13", -0.01, 1.0),
    ("ma-jun", "Ma Jun", "马俊", "south", "account", "2020-07-01", -0.02, 0.45),
]
# Centred, and a little lower for the customer whose wins are given.
SKILL = {m[0]: m[6] - 0.004 for m in MEMBERS}
MANAGER = {"east": "chen-jie", "north": "wang-lei", "south": "huang-li"}
TEAMS = [("east", "Team East", "华东团队", "East China"), ("north", "Team North", "华北团队", "North China"),
         ("south", "Team South", "华南团队", "South China")]
ROLES = [("director", "Sales director", "manager"), ("manager", "Team manager", "manager"),
         ("key", "Key account manager", "account"), ("account", "Account manager", "account"),
         ("hunter", "New business manager", "new business")]
TERMS = {"East China": "华东", "North China": "华北", "South China": "华南", "Sales director": "销售总监",
         "Team manager": "团队经理", "Key account manager": "大客户经理", "Account manager": "客户经理",
         "New business manager": "新业务经理", "National Day and Mid-Autumn": "国庆节、中秋节", "New Year": "元旦",
         "Spring Festival": "春节", "Qingming Festival": "清明节", "Labour Day": "劳动节",
         "Dragon Boat Festival": "端午节", "Mid-Autumn Festival": "中秋节", "National Day": "国庆节",
         "Working weekend": "调休上班"}

# key, name, Chinese, short name for deals, Chinese, category, unit, price, cost, weight, typical amount
PRODUCTS = [
    ("em", "Energy monitor EM-200", "能耗监测 EM-200", "energy monitoring", "能耗监测", "Monitoring", "set", 18600, 11200,
     30, 52000),
    ("cc", "Compressor control CC-5", "空压机控制 CC-5", "compressor control", "空压机控制", "Control", "unit", 32800, 21300,
     22, 78000),
    ("wg", "Warehouse gateway WG-1", "仓储网关 WG-1", "warehouse gateway", "仓储网关", "Monitoring", "unit", 6400, 3700, 16,
     36000),
    ("dr", "Drive retrofit kit DR-30", "变频改造 DR-30", "drive retrofit", "变频改造", "Control", "set", 45200, 31000, 16,
     120000),
    ("sp", "Service plan", "维保服务", "service plan", "维保", "Service", "year", 24000, 9800, 10, 30000),
    ("cm", "Commissioning", "现场调试", "commissioning", "现场调试", "Service", "day", 3200, 1700, 6, 24000),
]
PRODUCT = {p[0]: p for p in PRODUCTS}
TERMS.update({"Monitoring": "监测", "Control": "控制", "Service": "服务", "set": "套", "unit": "台", "year": "年",
              "day": "天"})

REGIONS = {
    "east": [("Shanghai", "上海"), ("Hangzhou", "杭州"), ("Suzhou", "苏州"), ("Nanjing", "南京"), ("Ningbo", "宁波"),
             ("Wuxi", "无锡")],
    "north": [("Beijing", "北京"), ("Tianjin", "天津"), ("Jinan", "济南"), ("Qingdao", "青岛"), ("Dalian", "大连"),
              ("Shijiazhuang", "石家庄")],
    "south": [("Guangzhou", "广州"), ("Shenzhen", "深圳"), ("Dongguan", "东莞"), ("Foshan", "佛山"), ("Xiamen", "厦门"),
              ("Changsha", "长沙")],
}
TEAM_REGION = {t[0]: t[3] for t in TEAMS}
PREFIXES = [("Hengtai", "恒泰"), ("Xinda", "鑫达"), ("Ruifeng", "瑞丰"), ("Zhongke", "中科"), ("Jinhai", "金海"),
            ("Tianyuan", "天元"), ("Mingde", "明德"), ("Haoyu", "浩宇"), ("Yongxin", "永信"), ("Dongrui", "东瑞"),
            ("Huaxin", "华信"), ("Lantian", "蓝天"), ("Hongda", "宏达"), ("Shengtong", "盛通"), ("Boya", "博雅"),
            ("Qihang", "启航"), ("Kangning", "康宁"), ("Jiahe", "嘉禾"), ("Yuanjing", "远景"), ("Anshun", "安顺"),
            ("Beichen", "北辰"), ("Tongji", "同济"), ("Fulin", "福临"), ("Guangyuan", "广源"), ("Desheng", "德盛"),
            ("Nanfeng", "南丰"), ("Xiangyun", "祥云"), ("Longteng", "龙腾"), ("Zhengyang", "正阳"), ("Weihua", "伟华")]
INDUSTRIES = [("Energy", "能源"), ("Logistics", "物流"), ("Equipment", "装备"), ("Textile", "纺织"), ("Foods", "食品"),
              ("Chemical", "化工"), ("Auto Parts", "汽配"), ("Pharma", "医药"), ("Electronics", "电子"),
              ("Building Materials", "建材"), ("Packaging", "包装"), ("Steel", "钢构")]
SOURCES = [("Referral", "转介绍", 24), ("Trade fair", "展会", 18), ("Website", "官网", 22), ("Cold call", "电话开发", 16),
           ("Partner", "合作伙伴", 8)]
SURNAMES = [("Wang", "王"), ("Li", "李"), ("Zhang", "张"), ("Liu", "刘"), ("Chen", "陈"), ("Yang", "杨"), ("Huang", "黄"),
            ("Zhao", "赵"), ("Wu", "吴"), ("Zhou", "周"), ("Xu", "徐"), ("Sun", "孙"), ("Ma", "马"), ("Zhu", "朱"),
            ("Hu", "胡"), ("Guo", "郭"), ("He", "何"), ("Gao", "高"), ("Lin", "林"), ("Luo", "罗")]
GIVEN = [("Jianguo", "建国"), ("Xiaoming", "晓明"), ("Lihua", "丽华"), ("Zhiqiang", "志强"), ("Meiling", "美玲"),
         ("Guoqing", "国庆"), ("Haiyan", "海燕"), ("Yifan", "一凡"), ("Jing", "静"), ("Bo", "波"), ("Xin", "欣"),
         ("Peng", "鹏"), ("Yan", "燕"), ("Kai", "凯"), ("Ting", "婷"), ("Rui", "睿"), ("Hong", "红"), ("Dong", "东"),
         ("Yu", "宇"), ("Fang", "芳")]
TITLES = [("Plant manager", "厂长", "decision maker"), ("Head of purchasing", "采购经理", "economic buyer"),
          ("Energy manager", "能源主管", "evaluator"), ("Maintenance lead", "设备主管", "user"),
          ("Finance director", "财务总监", "influencer"), ("Automation engineer", "自动化工程师", "evaluator")]
for pairs in (INDUSTRIES, [(s[0], s[1]) for s in SOURCES], [(t[0], t[1]) for t in TITLES], *REGIONS.values()):
    TERMS.update(dict(pairs))
TERMS["Existing customer"] = "老客户"

# The reasons a new workspace begins with, by kind: weight at the quote, weight before.
LOSS = [("price", 44, 10), ("no decision", 24, 38), ("competitor", 18, 4), ("timing", 9, 30), ("product", 5, 18)]
COMPETITORS = [("blue-ocean", "Blue Ocean Automation", "蓝海自动化", 4), ("norden", "Norden Controls", "诺登控制", 3)]
TERMS.update({c[1]: c[2] for c in COMPETITORS})
TERMS.update({p[1]: p[2] for p in PRODUCTS})

tables, headers = {}, {}


def table(name, *columns):
    headers[name] = ["key"] + list(columns)
    tables[name] = []


def add(table_name, row_key, **values):
    unknown = set(values) - set(headers[table_name])
    assert not unknown, (table_name, unknown)
    tables[table_name].append(dict(values, key=row_key))


def iso(d):
    return d.isoformat() if d else ""


def money(amount):
    return "" if amount is None else "%d" % amount


# --- People and calendar

table("calendar_day", "day_on", "kind", "label")
for d in sorted(day_kind):
    add("calendar_day", iso(d), day_on=iso(d), kind=day_kind[d][0], label=day_kind[d][1])
table("member", "name", "employee_no", "email", "manager", "active", "hired_on", "left_on", "leave_days")
table("team", "name", "parent", "manager", "region")
table("role", "name", "kind", "ladder_level")
table("membership", "member", "team", "role", "share", "valid_from_on", "valid_to_on")
table("absence", "member", "start_on", "end_on", "part", "kind", "planned")
zh_member = []
for i, (key, name, zh, team, role, hired, _, _) in enumerate(MEMBERS):
    left = LEAVER_ON if key == LEAVER else None
    manager = "" if team is None else "zhou-ming" if key == MANAGER[team] else MANAGER[team]
    add("member", key, name=name, employee_no="E%03d" % (101 + 7 * i), email="%s@sales-balance.example" % key,
        manager=manager, active="no" if left else "yes", hired_on=hired, left_on=iso(left),
        leave_days=str(10 if int(hired[:4]) > 2019 else 15))
    zh_member.append((key, zh))
    add("membership", "ms-" + key, member=key, team=team or "company", role=role, share="100", valid_from_on=hired,
        valid_to_on=iso(left))
add("team", "company", name="All sales", manager="zhou-ming", region="")
for key, name, zh, region in TEAMS:
    add("team", key, name=name, parent="company", manager=MANAGER[key], region=region)
for level, (key, name, kind) in enumerate(reversed(ROLES)):
    add("role", key, name=name, kind=kind, ladder_level=str(level + 1))
for key, _, _, _, _, hired, _, _ in MEMBERS:
    for n in range(4):
        start = workday(FIRST + datetime.timedelta(between(0, 560)))
        if iso(start) < hired or (key == LEAVER and start > LEAVER_ON):
            continue
        length = pick([0, 0, 1, 2, 4, 4])
        kind = weighted(["leave", "sick", "training"], [6, 3, 2])
        add("absence", "abs-%s-%d" % (key, n), member=key, start_on=iso(start),
            end_on=iso(start + datetime.timedelta(length)), part="50" if rand() < 0.1 else "100", kind=kind,
            planned="no" if kind == "sick" else "yes")

# --- Products, reasons, competitors

table("product", "name", "code", "category", "unit", "price", "cost", "active")
for p in PRODUCTS:
    add("product", p[0], name=p[1], code=p[0].upper(), category=p[5], unit=p[6], price=money(p[7]), cost=money(p[8]),
        active="yes")
table("competitor", "name", "threat", "reviewed_on")
for key, name, _, threat in COMPETITORS:
    add("competitor", key, name=name, threat=str(threat), reviewed_on="2026-09-14")

# --- Customers

table("account", "name", "short_name", "kind", "industry", "owner", "region", "city", "employees", "need_class",
      "annual_revenue", "potential", "potential_source", "potential_on", "relationship", "source", "phone", "website")
table("contact", "account", "name", "title", "role", "email", "phone", "is_primary")
table("preference", "account", "contact", "kind", "value", "strength", "source", "noted_on")
PREFERENCES = [("channel", "Prefers WeChat", "偏好微信沟通"), ("channel", "Prefers a visit on site", "偏好现场拜访"),
               ("time", "Reachable before 10 o'clock", "上午十点前联系"), ("time", "Budget is decided in November",
                                                                    "预算在十一月确定"),
               ("price sensitivity", "Compares three offers", "必比三家"),
               ("price sensitivity", "Pays for service", "愿为服务付费"),
               ("payment habit", "Pays after acceptance", "验收后付款"), ("payment habit", "Pays in three instalments",
                                                                     "分三期付款"),
               ("product", "Wants open interfaces", "要求接口开放"), ("product", "Wants one supplier for all plants",
                                                                "希望各厂统一供应商")]
TERMS.update({p[1]: p[2] for p in PREFERENCES})
TERMS["Noted on a visit"] = "拜访时记录"
TERMS["Annual report"] = "年报"

sellers = {t: [m for m in MEMBERS if m[3] == t] for t in REGIONS}
combos = [(p, i) for p in PREFIXES for i in INDUSTRIES]
for i in range(len(combos) - 1, 0, -1):
    j = int(rand() * (i + 1))
    combos[i], combos[j] = combos[j], combos[i]
accounts, zh_account, zh_contact = [], [], []


def add_account(key, name, zh, industry, team, owner, size, joined):
    city = pick(REGIONS[team])
    account = dict(key=key, name=name, zh=zh, team=team, owner=owner, size=size, joined=joined, contacts=[], won=0,
                   city=city[0], industry=industry, contact_names={})
    accounts.append(account)
    zh_account.append((key, zh))
    domain = name.lower().replace(" ", "") + ".example"
    for n in range(1 if size < 0.8 else 2 if size < 2.5 else 3):
        surname, given, title = pick(SURNAMES), pick(GIVEN), pick(TITLES)
        ck = "%s-c%d" % (key, n + 1)
        account["contacts"].append((ck, title[2]))
        zh_contact.append((ck, surname[1] + given[1]))
        add("contact", ck, account=key, name="%s %s" % (surname[0], given[0]), title=title[0], role=title[2],
            email="%s.%s@%s" % (given[0].lower(), surname[0].lower(), domain),
            phone="+86 138 0000 %04d" % int(rand() * 10000), is_primary="yes" if n == 0 else "no")
    account["domain"] = domain
    return account


big = add_account("huadong", "Huadong Energy", "华东能源集团", "Energy", "east", "li-wei", 9.0, FIRST)
for i, ((pe, pz), (ie, iz)) in enumerate(combos[:319]):
    team = weighted(["east", "north", "south"], [34, 34, 32])
    people = sellers[team]
    owner = weighted([m[0] for m in people], [m[7] for m in people])
    joined = FIRST if rand() < 0.5 else FIRST + datetime.timedelta(between(0, 500))
    if owner == NEW_HIRE and joined < NEW_HIRE_ON:
        joined = NEW_HIRE_ON + datetime.timedelta(between(0, 60))
    if owner == LEAVER and joined > datetime.date(2026, 1, 31):
        owner = "xu-gang"
    add_account("a%03d" % (i + 1), "%s %s" % (pe, ie), pz + iz, ie, team, owner, math.exp(0.75 * normal()), joined)

# --- Deals: four open stages, then won, lost or void

STAGES = ["deal:1", "deal:2", "deal:3", "deal:4"]
DAYS = [6.0, 6.5, 7.5, 9.5]
PASS = [0.925, 0.905, 0.895]
SEASON = {1: 0.95, 2: 0.45, 3: 1.25, 4: 1.0, 5: 0.95, 6: 1.2, 7: 0.9, 8: 0.95, 9: 1.2, 10: 0.9, 11: 1.1, 12: 1.15}
deals = []


def stage_days(stage, scale):
    return max(1.0, DAYS[stage] * scale * math.exp(0.55 * normal()) * 0.9)


def creation_days(n):
    days, weights = [], []
    d = FIRST
    while d <= AS_OF:
        if is_working(d):
            days.append(d)
            weights.append(SEASON[d.month])
        d += datetime.timedelta(1)
    total, x, out, at = sum(weights), 0.0, [], 0
    for d, w in zip(days, weights):
        x += n * w / total
        while at < x:
            out.append(d)
            at += 1
    return out[:n]


class Systematic:
    """Says yes with the given chances so that the share of yes follows their sum to within one."""

    def __init__(self):
        self.sum = rand()

    def next(self, chance):
        before = math.floor(self.sum)
        self.sum += chance
        return math.floor(self.sum) > before


passing = [Systematic() for _ in PASS] + [Systematic()]
voiding = Systematic()


def walk(deal):
    """The stays of a deal from its creation to the as-of date."""
    visits, d = [], deal["created"]
    scale = 1.0 + 0.12 * math.log(1 + deal["amount"] / 60000.0)
    quote = (QUOTE_NOW if deal["created"] >= LEAK_FROM else QUOTE_BEFORE) + SKILL[deal["owner"]]
    void_at = between(0, 2) if voiding.next(0.035) else None
    stall_at = between(1, 3) if STALL[0] <= deal["created"] <= STALL[1] and rand() < 0.07 else None
    for stage in range(4):
        days = stage_days(stage, scale)
        if deal["owner"] == NEW_HIRE:
            days *= 1.3
        # A stay that outlasts all others is given up as lost in the end.
        left = later(d, days)
        if "force" in deal:
            fate = "pass" if stage < 3 else deal["force"]
        elif void_at == stage:
            fate = "void"
        else:
            ok = passing[stage].next(PASS[stage] if stage < 3 else quote)
            fate = "pass" if stage < 3 and ok else "won" if ok else "lost"
            if fate == "lost" and stage < 3:
                left = later(d, days * 1.7)
        if left > AS_OF or stall_at == stage:
            deal["stalled"] = stall_at == stage
            visits.append((stage, d, None, "open"))
            deal["status"], deal["stage"] = "open", STAGES[stage]
            return visits
        visits.append((stage, d, left, "advanced" if fate == "pass" else fate))
        if fate != "pass":
            deal["status"], deal["closed"], deal["stage"] = fate, left, "deal:" + fate
            return visits
        d = left
    raise AssertionError


def owner_then(account, created):
    owner = account["owner"]
    if owner == "xu-gang" and created < LEAVER_ON and account["key"] in ma_jun_accounts:
        return LEAVER
    return owner


ma_jun_accounts = {a["key"] for a in accounts if a["owner"] == LEAVER}
for a in accounts:
    if a["owner"] == LEAVER:
        a["owner"] = "xu-gang"

for created in creation_days(NORMAL_DEALS):
    candidates = None
    while candidates is None:
        a = pick(accounts)
        if a is big or a["joined"] > created or rand() > min(1.0, 0.35 + 0.3 * a["size"]):
            continue
        candidates = a
    product = weighted(PRODUCTS, [p[9] for p in PRODUCTS])
    amount = product[10] * (0.6 + 0.4 * candidates["size"]) * math.exp(0.55 * normal())
    deals.append(dict(account=candidates, owner=owner_then(candidates, created), created=created, product=product,
                      amount=max(4000, int(round(amount, -2)))))
for deal in deals:
    deal["visits"] = walk(deal)

# Huadong Energy: its won deals are BIG_SHARE of the revenue of 2026, more modest in 2025.
HUADONG = [("2025-06-20", "em", "won"), ("2025-08-11", "dr", "won"), ("2025-10-13", "cc", "won"),
           ("2025-11-10", "em", "won"),
           ("2025-12-01", "dr", "won"), ("2026-01-26", "cc", "won"), ("2026-03-02", "em", "won"),
           ("2026-03-23", "dr", "won"),
           ("2026-04-20", "cc", "won"), ("2026-05-18", "dr", "won"), ("2026-06-15", "em", "won"),
           ("2026-07-13", "cc", "won"),
           ("2026-08-10", "dr", "won"), ("2026-08-31", "cc", "won"), ("2026-09-10", "dr", "won"),
           ("2026-09-21", "em", "won"),
           ("2026-09-08", "dr", "lost"), ("2026-10-26", "cc", "open"), ("2026-11-09", "sp", "open")]
weights_2026 = [1.1, 0.8, 0.9, 1.2, 0.9, 1.3, 0.8, 1.0, 1.1, 0.7, 0.9, 0.6]
won_2026 = sum(d["amount"] for d in deals if d["status"] == "won" and d["closed"].year == 2026)
won_2025 = sum(d["amount"] for d in deals if d["status"] == "won" and d["closed"].year == 2025)
total_2026 = won_2026 * BIG_SHARE / (1 - BIG_SHARE)
n_2026 = 0
for created, product, fate in HUADONG:
    if fate == "won" and created >= "2025-12":
        amount = total_2026 * weights_2026[n_2026] / sum(weights_2026)
        n_2026 += 1
    elif fate == "won":
        amount = won_2025 * 0.18 / 0.82 / 4 * (0.8 + 0.4 * rand())
    else:
        amount = {"lost": 4200000, "open": 860000}[fate]
    deal = dict(account=big, owner="he-tao" if fate == "lost" else "li-wei",
                created=datetime.date.fromisoformat(created),
                product=PRODUCT[product], amount=int(round(amount, -3)), force=fate)
    d, visits = deal["created"], []
    ends = {"won": 46, "lost": 70}
    if fate == "open":
        left = later(d, 9)
        visits = [(0, d, left, "advanced"), (1, left, None, "open")]
        deal["status"], deal["stage"] = "open", STAGES[1]
    else:
        marks = [later(d, ends[fate] * x) for x in (0.15, 0.35, 0.6, 1.0)]
        marks[3] = min(marks[3], datetime.date(2026, 11, 18))
        for stage in range(4):
            visits.append((stage, d, marks[stage], "advanced" if stage < 3 else fate))
            d = marks[stage]
        deal["status"], deal["closed"], deal["stage"] = fate, d, "deal:" + fate
    deal["visits"] = visits
    deals.append(deal)
deals.sort(key=lambda d: (d["created"], d["account"]["key"]))

table("deal", "name", "account", "owner", "pipeline", "stage", "status", "amount", "created_on", "expected_close_on",
      "closed_on", "kind", "source", "region", "product", "loss_reason", "next_step", "next_step_on", "last_activity_on",
      "stage_since_on")
table("stage_visit", "deal", "stage", "seq", "entered_on", "left_on", "outcome")
table("deal_competitor", "deal", "competitor", "outcome")
table("deal_contact", "deal", "contact", "buying_role")
table("activity", "kind", "subject", "day_on", "spent_min", "done", "account", "deal", "contact", "owner")
table("history", "type", "record", "field", "old_value", "new_value", "as_of_on")
table("sales_order", "number", "account", "contact", "deal", "owner", "region", "amount", "margin", "returned",
      "ordered_on",
      "promised_on", "shipped_on", "delivered_on", "invoiced_on", "due_on")
table("order_line", "order", "line_no", "product", "quantity", "unit_price", "discount", "amount")
table("payment", "order", "paid_on", "amount", "method")
table("feedback", "account", "contact", "received_on", "channel", "kind", "text", "score", "scale_max", "question",
      "product",
      "severity", "state", "owner", "due_on", "answered_on", "answer")
SUBJECTS = [[("First call", "首次电话"), ("Introduction by e-mail", "邮件介绍"), ("Visit to get to know the plant", "初次拜访工厂")],
            [("Needs meeting", "需求沟通会"), ("Energy data collected", "收集能耗数据"), ("Site survey", "现场勘查")],
            [("Product demonstration", "产品演示"), ("Reference visit", "样板工厂参观"),
             ("Technical questions answered", "技术答疑")],
            [("Offer explained", "报价说明"), ("Price negotiation", "价格谈判"), ("Contract details", "合同细节确认")]]
KINDS = [["call", "email", "visit"], ["meeting", "call", "visit"], ["demo", "visit", "message"],
         ["meeting", "call", "call"]]
NEXT = [("Send the offer", "发送报价"), ("Meet the plant manager", "约见厂长"), ("Arrange a demonstration", "安排演示"),
        ("Clarify the budget", "确认预算"), ("Call back", "回电")]
for group in SUBJECTS:
    TERMS.update(dict(group))
TERMS.update(dict(NEXT))
TERMS.update({"Satisfaction call": "满意度回访", "Bank transfer": "银行转账", "Acceptance bill": "承兑汇票"})
MINUTES = {"call": 20, "email": 15, "visit": 150, "meeting": 75, "demo": 100, "message": 10}
zh_deal, order_no = [], {2025: 0, 2026: 0}


def add_activities(deal, key, account):
    last = None
    for stage, entered, left, _ in deal["visits"]:
        end = left or (min(AS_OF, entered + datetime.timedelta(20)) if deal.get("stalled") else AS_OF)
        for n in range(weighted([0, 1, 2], [3, 5, 2]) if left or rand() < 0.9 else 0):
            day = workday(entered + datetime.timedelta(int(rand() * max(1, (end - entered).days))))
            if day > AS_OF:
                day = entered
            i = int(rand() * 3)
            kind = KINDS[stage][i]
            contact = account["contacts"][int(rand() * len(account["contacts"]))][0]
            add("activity", "act-%s-%d%d" % (key, stage, n), kind=kind, subject=SUBJECTS[stage][i][0], day_on=iso(day),
                spent_min=str(max(5, int(MINUTES[kind] * (0.6 + 0.8 * rand())) // 5 * 5)), done="yes",
                account=account["key"], deal=key, contact=contact, owner=deal["owner"])
            last = day if last is None or day > last else last
    return last


def add_order(deal, key, account):
    year = deal["closed"].year
    order_no[year] += 1
    number = "SO-%d-%04d" % (year, order_no[year])
    ordered, amount = deal["closed"], deal["amount"]
    lines = [(deal["product"], amount)]
    if amount > 40000 and rand() < 0.45:
        extra = PRODUCT["cm"] if deal["product"][0] != "cm" else PRODUCT["sp"]
        part = int(round(amount * (0.06 + 0.1 * rand()), -2))
        lines = [(deal["product"], amount - part), (extra, part)]
    cost, ok = 0, key.replace("deal", "so")
    for n, (p, part) in enumerate(lines):
        quantity = max(1, int(math.ceil(part / (p[7] * 0.985))))
        discount = 1 - part / (quantity * p[7])
        cost += quantity * p[8]
        add("order_line", "%s-%d" % (ok, n + 1), order=ok, line_no=str(n + 1), product=p[0], quantity=str(quantity),
            unit_price=money(p[7]), discount=("%.4f" % (100 * discount)).rstrip("0").rstrip("."), amount=money(part))
    promised = later(ordered, 21)
    shipped = later(ordered, 12 + 14 * rand())
    delivered, invoiced = later(shipped, 4), later(shipped, 6)
    due = invoiced + datetime.timedelta(30)
    returned = int(round(amount * 0.1, -2)) if rand() < 0.015 else 0
    add("sales_order", ok, number=number, account=account["key"], contact=account["contacts"][0][0], deal=key,
        owner=deal["owner"], region=TEAM_REGION[account["team"]], amount=money(amount),
        margin=money(max(int(amount * 0.12), int(round(amount - min(cost, amount * 0.88))))), returned=money(returned),
        ordered_on=iso(ordered), promised_on=iso(promised), shipped_on=iso(shipped if shipped <= AS_OF else None),
        delivered_on=iso(delivered if delivered <= AS_OF else None),
        invoiced_on=iso(invoiced if invoiced <= AS_OF else None), due_on=iso(due if invoiced <= AS_OF else None))
    paid = later(due, 18 * normal() - 3)
    if invoiced < paid <= AS_OF:
        add("payment", ok + "-p", order=ok, paid_on=iso(paid), amount=money(amount - returned),
            method="Acceptance bill" if rand() < 0.15 else "Bank transfer")
    return delivered


NPS = "Would you recommend us? (0–10)"
CSAT = "How satisfied are you with the delivery? (1–5)"
TERMS.update({NPS: "您愿意推荐我们吗？（0–10）", CSAT: "您对本次交付满意吗？（1–5）"})
PRAISE = [("Installation in one day, nothing to complain about", "一天装好，无可挑剔"),
          ("The dashboard already saved us a compressor", "看板已经帮我们省下一台空压机"), ("Very quick answers", "响应非常快")]
COMPLAINT = [("Delivery a week late", "交货晚了一周"), ("The offer changed three times", "报价改了三次"),
             ("Nobody called back after the fault", "报修后无人回电"), ("The price is above the competitor's", "价格高于竞争对手")]
TERMS.update(dict(PRAISE))
TERMS.update(dict(COMPLAINT))
TERMS["Called and agreed a date"] = "已致电并约定时间"


def add_feedback(deal, key, account, delivered):
    received = later(delivered, 14)
    if received > AS_OF or rand() > 0.42:
        return
    contact = account["contacts"][0][0]
    scale = 10 if rand() < 0.6 else 5
    if scale == 10:
        score = min(10, max(0, int(round(8.3 + 1.7 * normal()))))
        tone = "praise" if score >= 9 else "complaint" if score <= 6 else ""
    else:
        score = min(5, max(1, int(round(4.3 + 0.8 * normal()))))
        tone = "praise" if score == 5 else "complaint" if score <= 2 else ""
    text = pick(PRAISE)[0] if tone == "praise" and rand() < 0.5 else pick(COMPLAINT)[0] if tone == "complaint" else ""
    due = later(received, 2)
    answered = later(received, 1 + 3 * rand()) if tone == "complaint" else None
    if answered and (answered > AS_OF or received > datetime.date(2026, 10, 20)):
        answered = None
    state = "answered" if answered else "owned" if tone == "complaint" else "closed"
    add("feedback", key.replace("deal", "fb"), account=account["key"], contact=contact, received_on=iso(received),
        channel="survey" if not text or rand() < 0.7 else "call", kind=tone, text=text, score=str(score),
        scale_max=str(scale), question=NPS if scale == 10 else CSAT, product=deal["product"][0],
        severity=str(between(2, 3)) if tone == "complaint" else "", state=state, owner=deal["owner"],
        due_on=iso(due) if tone == "complaint" else "", answered_on=iso(answered),
        answer="Called and agreed a date" if answered else "")


def add_pushes(deal, key, expected):
    """How often the expected close moved later; returns where it stands now."""
    end = deal.get("closed") or AS_OF
    pushes = 0
    while pushes < 5:
        move = expected - datetime.timedelta(between(1, 4))
        if move >= end or move <= deal["created"] or rand() > (0.85 if deal["status"] == "open" else 0.75):
            break
        new = later(max(expected, move) + datetime.timedelta(1), 6 + 12 * rand())
        add("history", "h-%s-%d" % (key, pushes), type="deal", record=key, field="expected_close_on",
            old_value=iso(expected),
            new_value=iso(new), as_of_on=iso(workday(move)))
        expected = new
        pushes += 1
    return expected


def loss_of(deal):
    last = deal["visits"][-1][0]
    return "loss:" + weighted([l[0] for l in LOSS], [l[1] if last == 3 else l[2] for l in LOSS])


def kind_of(deal, account, won_before):
    if deal["product"][0] == "sp" and won_before:
        return "renewal"
    return "expansion" if won_before else "new"


won_first = {}
for i, deal in enumerate(deals):
    key, account = "deal-%04d" % (i + 1), deal["account"]
    p = deal["product"]
    won_before = account["key"] in won_first and won_first[account["key"]] < deal["created"]
    if deal["status"] == "won":
        won_first.setdefault(account["key"], deal["closed"])
    name = "%s: %s" % (account["name"], p[3])
    zh = "%s · %s" % (account["zh"].replace("集团", ""), p[4])
    if deal.get("force") == "lost":
        name, zh = "Huadong Energy: drive retrofit, phase two", "华东能源 · 变频改造二期"
    expected = add_pushes(deal, key, later(deal["created"], 26 + 9 * rand() + (8 if deal["amount"] > 150000 else 0)))
    last_activity = add_activities(deal, key, account)
    step = pick(NEXT) if deal["status"] == "open" and rand() < 0.72 else None
    loss = ""
    if deal["status"] == "lost":
        loss = "loss:price" if "force" in deal else loss_of(deal)
    entered = deal["visits"][-1][1] if deal["status"] == "open" else deal["closed"]
    unknown = "force" not in deal and deal["status"] != "won" and rand() < 0.02
    add("deal", key, name=name, account=account["key"], owner=deal["owner"], pipeline="deal", stage=deal["stage"],
        status=deal["status"], amount="" if unknown else money(deal["amount"]), created_on=iso(deal["created"]),
        expected_close_on=iso(expected), closed_on=iso(deal.get("closed")), kind=kind_of(deal, account, won_before),
        source="Existing customer" if won_before else weighted([s[0] for s in SOURCES], [s[2] for s in SOURCES]),
        region=TEAM_REGION[account["team"]], product=p[0], loss_reason=loss, next_step=step[0] if step else "",
        next_step_on=iso(later(AS_OF, 1 + 9 * rand())) if step else "", last_activity_on=iso(last_activity),
        stage_since_on=iso(entered))
    zh_deal.append((key, zh))
    for seq, (stage, entered, left, outcome) in enumerate(deal["visits"]):
        add("stage_visit", "v-%s-%d" % (key, seq + 1), deal=key, stage=STAGES[stage], seq=str(seq + 1),
            entered_on=iso(entered), left_on=iso(left), outcome=outcome)
    if loss == "loss:competitor":
        add("deal_competitor", "dc-" + key, deal=key, competitor="blue-ocean", outcome="lost to")
    elif deal["status"] == "won" and rand() < 0.18:
        add("deal_competitor", "dc-" + key, deal=key, competitor=pick(COMPETITORS)[0], outcome="won against")
    elif deal["status"] == "open" and rand() < 0.2:
        add("deal_competitor", "dc-" + key, deal=key, competitor=pick(COMPETITORS)[0], outcome="faced")
    if deal["status"] == "open":
        for ck, role in account["contacts"][:2]:
            add("deal_contact", "dk-%s-%s" % (key, ck), deal=key, contact=ck, buying_role=role)
    if deal["status"] == "won":
        account["won"] += deal["amount"]
        add_feedback(deal, key, account, add_order(deal, key, account))

# Two complaints that nobody has answered for more than two weeks.
for n, (a, text) in enumerate([(accounts[7], COMPLAINT[2][0]), (accounts[30], COMPLAINT[0][0])]):
    received = datetime.date(2026, 10, 29) + datetime.timedelta(4 * n)
    add("feedback", "fb-open-%d" % n, account=a["key"], contact=a["contacts"][0][0], received_on=iso(received),
        channel="call",
        kind="complaint", text=text, state="owned", owner=a["owner"], due_on=iso(later(received, 2)), severity="3")

for n, a in enumerate(accounts):
    customer = a["key"] in won_first
    former = customer and max(d["closed"] for d in deals if d["account"] is a and d["status"] == "won") < datetime.date(
        2025, 10, 31)
    potential = int(round(max(a["won"] * (0.7 + 0.9 * rand()), 60000 * a["size"]), -4))
    known = customer and rand() < 0.5
    add("account", a["key"], name=a["name"], kind="former" if former else "customer" if customer else "prospect",
        industry=a["industry"], owner=a["owner"], region=TEAM_REGION[a["team"]], city=a["city"],
        employees=str(int(60 * a["size"] * math.exp(0.6 * normal())) + 12),
        need_class="need:%d" % weighted([1, 2, 3, 4], [30, 38, 22, 10]) if rand() < 0.9 else "",
        annual_revenue=money(int(round(24e6 * a["size"] * math.exp(0.5 * normal()), -5))),
        potential=money(potential) if known else "", potential_source="Annual report" if known else "",
        potential_on="2026-03-31" if known else "", relationship=str(between(1, 5) if customer else between(0, 3)),
        source=weighted([s[0] for s in SOURCES], [s[2] for s in SOURCES]), website="https://" + a["domain"])
    for k in range(weighted([0, 1, 2], [5, 4, 2]) if customer else weighted([0, 1], [8, 1])):
        kind, value, _ = pick(PREFERENCES)
        add("preference", "pref-%s-%d" % (a["key"], k), account=a["key"], contact=a["contacts"][0][0], kind=kind,
            value=value,
            strength=str(between(2, 5)), source="Noted on a visit",
            noted_on=iso(workday(a["joined"] + datetime.timedelta(between(5, 40)))))
tables["account"].sort(key=lambda r: r["key"] != "huadong")

# --- Targets: months of members, added up to teams and the company

table("goal", "title", "metric", "kind", "scope", "team", "member", "owner", "period_kind", "start_on", "end_on",
      "target",
      "target_value", "phasing", "parent", "state", "baseline_value", "vacant", "theme", "weight", "checkin_days")
table("goal_stage", "goal", "period_kind", "start_on", "end_on", "target", "target_value", "locked", "origin")
PHASE = {1: 0.93, 2: 0.60, 3: 1.10, 4: 0.98, 5: 0.98, 6: 1.08, 7: 1.0, 8: 1.0, 9: 1.08, 10: 0.90, 11: 1.00, 12: 1.10}
# What the plan of 2026 asks of a member: the result so far, divided by how much of it is reached.
REACHED = {"li-wei": 1.34, "chen-jie": 0.95, "he-tao": 0.82, "sun-yue": 0.9, "wang-lei": 0.91, "zhang-min": 0.96,
           "zhao-lei": 0.78, "liu-na": 0.88, "huang-li": 0.86, "lin-feng": 0.74, "wu-qian": 0.92, "xu-gang": 0.99,
           "ma-jun": 0.85}


def monthly(key):
    won = sum(d["amount"] for d in deals if d["owner"] == key and d["status"] == "won" and d["closed"].year == 2026)
    months = {"sun-yue": 3.3,
              "ma-jun": PHASE[1] + PHASE[2] + PHASE[3]}.get(key, sum(PHASE[m] for m in range(1, 11)) + 0.75)
    return max(100000, int(round(won / REACHED[key] / months, -4)))


MONTHLY = {key: monthly(key) for key in REACHED}
zh_goal = []


def month_end(year, month):
    return datetime.date(year + month // 12, month % 12 + 1, 1) - datetime.timedelta(1)


def add_goal(key, title, zh, year, first, targets, **scope):
    last = max(targets)
    add("goal", key, title=title, metric="revenue_won", kind="committed", period_kind="year" if first == 1 else "half",
        start_on=iso(datetime.date(year, first, 1)), end_on=iso(month_end(year, 12)),
        target=money(sum(targets.values())),
        phasing="custom", state="published", **scope)
    zh_goal.append((key, zh))
    for month in sorted(targets):
        add("goal_stage", "%s-%02d" % (key, month), goal=key, period_kind="month",
            start_on="%d-%02d-01" % (year, month),
            end_on=iso(month_end(year, month)), target=money(targets[month]), locked="no", origin="typed")
    assert last == 12


for year, first, factor in ((2025, 7, 0.88), (2026, 1, 1.0)):
    tag = "%d" % year if first == 1 else "%d H2" % year
    zh_tag = "%d年" % year if first == 1 else "%d年下半年" % year
    of_team = {t: {m: 0 for m in range(first, 13)} for t in REGIONS}
    of_member = {}
    for key, name, zh, team, _, hired, _, _ in MEMBERS:
        if team is None or int(hired[:4]) > year:
            continue
        targets = {}
        for month in range(first, 13):
            begin = datetime.date(year, month, 1)
            full = hired <= iso(begin) and not (key == LEAVER and begin > LEAVER_ON)
            ramp = min(1.0, 0.25 * max(0, month - 6)) if key == NEW_HIRE else 1.0
            share = 1.15 if key == "xu-gang" and begin > LEAVER_ON else 1.0
            targets[month] = int(round(MONTHLY[key] * PHASE[month] * factor * ramp * share, -3)) if full or (
                key == NEW_HIRE and month >= 7) else 0
        of_member[key] = (name, zh, team, targets)
        for month in targets:
            of_team[team][month] += targets[month]
    company = {m: sum(of_team[t][m] for t in of_team) for m in range(first, 13)}
    gk = "g%d" % year
    add_goal(gk, "Revenue %s" % tag, "%s销售额" % zh_tag, year, first, company, scope="workspace", owner="zhou-ming")
    for t, name, zh, _ in TEAMS:
        add_goal("%s-%s" % (gk, t), "Revenue %s: %s" % (tag, name), "%s销售额：%s" % (zh_tag, zh), year, first, of_team[t],
                 scope="team", team=t, owner=MANAGER[t], parent=gk)
    for key, (name, zh, team, targets) in of_member.items():
        add_goal("%s-%s" % (gk, key), "Revenue %s: %s" % (tag, name), "%s销售额：%s" % (zh_tag, zh), year, first, targets,
                 scope="member", member=key, owner=key, parent="%s-%s" % (gk, team))

# --- The running quarter, goals of other metrics, a vacancy, check-ins and versions

QUARTER = "2026-10-01", "2026-12-31"
TEAM_ZH = {t[0]: t[2] for t in TEAMS}
TEAM_NAME = {t[0]: t[1] for t in TEAMS}


def quarter_goal(key, source, title, zh, parent, **scope):
    months = [r for r in tables["goal_stage"] if r["goal"] == source and QUARTER[0] <= r["start_on"] <= QUARTER[1]]
    add("goal", key, title=title, metric="revenue_won", kind="committed", period_kind="quarter", start_on=QUARTER[0],
        end_on=QUARTER[1], target=money(sum(int(r["target"]) for r in months)), phasing="custom", parent=parent,
        state="published", checkin_days="7" if scope["scope"] != "member" else "14", **scope)
    zh_goal.append((key, zh))
    for r in months:
        add("goal_stage", "%s-%s" % (key, r["start_on"][5:7]), goal=key, period_kind="month", start_on=r["start_on"],
            end_on=r["end_on"], target=r["target"], locked="no", origin="typed")


for row in tables["goal"]:
    if row["key"] == "g2026":
        row["theme"] = "Profitable growth"
        row["weight"] = "40"
TERMS["Profitable growth"] = "盈利性增长"
quarter_goal("q4", "g2026", "Q4 revenue", "第四季度销售额", "g2026", scope="workspace", owner="zhou-ming")
for t, name, zh, _ in TEAMS:
    quarter_goal("q4-" + t, "g2026-" + t, "Q4 revenue: " + name, "第四季度销售额：" + zh, "q4", scope="team", team=t,
                 owner=MANAGER[t])
for key, name, zh, team, _, hired, _, _ in MEMBERS:
    if team is not None and key != LEAVER:
        quarter_goal("q4-" + key, "g2026-" + key, "Q4 revenue: " + name, "第四季度销售额：" + zh, "q4-" + team,
                     scope="member", member=key, owner=key)


def metric_goal(key, metric, title, zh, value, kind="committed", parent="", state="published", **more):
    add("goal", key, title=title, metric=metric, kind=kind, period_kind="quarter", start_on=QUARTER[0],
        end_on=QUARTER[1], target_value=value, phasing="working days", parent=parent, state=state, **more)
    zh_goal.append((key, zh))


metric_goal("nc", "new_customers", "New customers in Q4", "第四季度新客户", "36", scope="workspace", owner="zhou-ming",
            theme="Profitable growth", weight="20")
for t, value in (("east", "14"), ("north", "12"), ("south", "8")):
    metric_goal("nc-" + t, "new_customers", "New customers: " + TEAM_NAME[t], "新客户：" + TEAM_ZH[t], value, parent="nc",
                scope="team", team=t, owner=MANAGER[t])
metric_goal("nc-open", "new_customers", "New customers: open position", "新客户：空缺岗位", "2", parent="nc", scope="team",
            team="south", owner=MANAGER["south"], vacant="yes")
metric_goal("wr", "win_rate", "Win rate of 45 % in Q4", "第四季度赢单率45%", "0.45", scope="workspace", owner="chen-jie",
            baseline_value="0.4", theme="Profitable growth")
metric_goal("np", "nps", "Net promoter score of 45", "净推荐值达到45", "45", scope="workspace", owner="zhou-ming",
            theme="Customers who stay", weight="15")
metric_goal("sc", "sales_cycle", "Close deals within 60 days", "60天内成交", "60", scope="team", team="east",
            owner="chen-jie")
metric_goal("ac", "activities", "150 activities with customers", "150次客户活动", "150", scope="member", member="wu-qian",
            owner="wu-qian")
metric_goal("tr", "training_hours", "Training of the new colleague: 24 hours", "新同事培训24小时", "24", kind="development",
            scope="member", member="sun-yue", owner="chen-jie", theme="People who grow", checkin_days="14")
metric_goal("cs", "csat", "Improve customer service", "提升客户服务", "", scope="workspace", state="draft")
TERMS.update({"Customers who stay": "留住客户", "People who grow": "人员成长"})

table("goal_version", "goal", "version", "target", "start_on", "end_on", "effective_on", "reason")
whole = int(next(r["target"] for r in tables["goal"] if r["key"] == "g2026"))
add("goal_version", "gv-1", goal="g2026", version="1", target=money(int(round(whole * 0.96, -4))),
    start_on="2026-01-01", end_on="2026-12-31", effective_on="2026-01-01", reason="First plan")
add("goal_version", "gv-2", goal="g2026", version="2", target=money(whole), start_on="2026-01-01",
    end_on="2026-12-31", effective_on="2026-07-01", reason="The new price list should carry more")
TERMS.update({"First plan": "首版计划", "The new price list should carry more": "新价目表应带来更多销售额"})

table("check_in", "goal", "day_on", "amount", "value", "confidence", "author", "note")
LOOKS = [("q4", "2026-11-02", "", "", 7, "zhou-ming", "October was short of working days; two large quotes are out",
          "十月工作日偏少，两份大额报价已发出"),
         ("q4", "2026-11-16", "", "", 6, "zhou-ming", "One large quote slips into January", "一份大额报价推迟到一月"),
         ("q4-north", "2026-11-06", "", "", 5, "wang-lei", "Visits with every open quote this month",
          "本月拜访所有未结报价客户"),
         ("tr", "2026-10-30", "", "6", 8, "chen-jie", "Product training done", "产品培训已完成"),
         ("tr", "2026-11-13", "", "14", 8, "chen-jie", "Two joint visits, negotiation training booked",
          "两次陪访，谈判培训已预约"),
         ("nc-south", "2026-11-09", "", "", 4, "huang-li", "One seller short", "缺一名销售")]
for n, (goal, day, amount, value, sure, author, note, zh) in enumerate(LOOKS):
    add("check_in", "ci-%d" % n, goal=goal, day_on=day, amount=amount, value=value, confidence=str(sure), author=author,
        note=note)
    TERMS[note] = zh

# --- Actions that are open today

table("action_item", "title", "kind", "owner", "due_on", "first_due_on", "state", "subject", "outcome")
ACTIONS = [("Review price approval with finance", "与财务复核价格审批", "improvement", "chen-jie", "2026-11-27", "stage deal:4"),
           ("Name a second contact at Huadong Energy", "在华东能源发展第二联系人", "prevention", "li-wei", "2026-11-30",
            "account huadong"),
           ("Joint visit with the new colleague", "陪同新同事拜访", "development", "chen-jie", "2026-11-25", "member sun-yue"),
           ("Answer the open complaint", "答复未处理的投诉", "follow-up", "zhang-min", "2026-11-20", "feedback fb-open-0")]
zh_action = []
for n, (title, zh, kind, owner, due, subject) in enumerate(ACTIONS):
    add("action_item", "ai-%d" % n, title=title, kind=kind, owner=owner, due_on=due, first_due_on=due, state="open",
        subject=subject)
    TERMS[title] = zh
table("annotation", "label", "start_on", "end_on", "kind", "team")
add("annotation", "an-price", label="New price list", start_on="2026-07-01", kind="price")
add("annotation", "an-fair", label="Industry fair Shanghai", start_on="2026-09-23", end_on="2026-09-26",
    kind="campaign",
    team="east")
TERMS.update({"New price list": "新价目表", "Industry fair Shanghai": "上海工业展"})


def write(path, header, rows):
    with open(os.path.join(ROOT, path), "w", encoding="utf-8", newline="") as f:
        writer = csv.writer(f, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


os.makedirs(os.path.join(ROOT, "zh_CN"), exist_ok=True)
for name, rows in tables.items():
    used = [c for c in headers[name] if c == "key" or any(r.get(c) for r in rows)]
    if name in ("stage_visit", "history"):
        used.remove("key")
    write(name + ".csv", used, [[r.get(c, "") for c in used] for r in rows])
for name, column, rows in (("member", "name", zh_member), ("team", "name",
                                                           [("company", "销售部")] + [(t[0], t[2]) for t in TEAMS]),
                           ("account", "name", zh_account), ("contact", "name", zh_contact), ("deal", "name", zh_deal),
                           ("goal", "title", zh_goal)):
    write("zh_CN/%s.csv" % name, ["key", column], rows)
write("zh_CN/terms.csv", ["English", "Chinese"], sorted(TERMS.items()))

# --- What the pages should find

def share(f):
    return "%.1f %%" % (100 * f)


if __name__ == "__main__":
    for label, low, high in (("baseline", datetime.date(2025, 7, 1), datetime.date(2026, 6, 30)),
                             ("2026 H2", LEAK_FROM, AS_OF), ("2026 Q4", datetime.date(2026, 10, 1), AS_OF)):
        cohort = [d for d in deals if low <= d["created"] <= high and d["status"] != "void"]
        line = []
        for s in range(4):
            adv = sum(1 for d in cohort for v in d["visits"] if v[0] == s and v[3] in ("advanced", "won"))
            lost = sum(1 for d in cohort for v in d["visits"] if v[0] == s and v[3] == "lost")
            line.append("%s (−%d)" % (share(adv / max(1, adv + lost)), lost))
        print("%-9s %4d deals: %s" % (label, len(cohort), "  ".join(line)))
    for low, high in (("2026-01-01", "2026-12-31"), ("2026-10-01", "2026-12-31")):
        won = [d for d in deals if d["status"] == "won" and low <= iso(d["closed"]) <= high]
        total = sum(d["amount"] for d in won)
        target = sum(int(r["target"]) for r in tables["goal_stage"]
                     if r["goal"] == "g2026" and low <= r["start_on"] <= high)
        by = {}
        for d in won:
            by[d["owner"]] = by.get(d["owner"], 0) + d["amount"]
        print(low, "won %d = %d, target %d = %s; Huadong %s; Li Wei %s" % (
            len(won), total, target, share(total / target),
            share(sum(d["amount"] for d in won if d["account"] is big) / total),
            share(by.get("li-wei", 0) / total)))
        for key in sorted(by):
            own = sum(int(r["target"]) for r in tables["goal_stage"]
                      if r["goal"] == "g2026-" + key and low <= r["start_on"] <= high)
            print("    %-10s %10d of %10d = %s" % (key, by[key], own, share(by[key] / own) if own else "—"))
    print({k: len(v) for k, v in tables.items()})
    still = [r for r in tables["deal"] if r["status"] == "open"]
    pushes = {}
    for r in tables["history"]:
        pushes[r["record"]] = pushes.get(r["record"], 0) + 1
    print("overdue", sum(1 for r in still if r["expected_close_on"] < iso(AS_OF)),
          "pushed three times", sum(1 for r in still if pushes.get(r["key"], 0) >= 3),
          "due in Q4", sum(int(r["amount"] or 0) for r in still if r["expected_close_on"] <= "2026-12-31"))
    first = [d["closed"] for d in deals if d["owner"] == NEW_HIRE and d["status"] == "won"]
    print("new hire: first win", min(first), "wins", len(first))
    for low, high in (("2025-06", "2026-06"), ("2026-07", "2026-09"), ("2026-10", "2026-12")):
        nps = [int(r["score"]) for r in tables["feedback"]
               if r.get("scale_max") == "10" and low <= r["received_on"][:7] <= high]
        csat = [int(r["score"]) for r in tables["feedback"]
                if r.get("scale_max") == "5" and low <= r["received_on"][:7] <= high]
        print(low, "NPS %d of %d, CSAT %.0f %% of %d" % (
            100 * (sum(x >= 9 for x in nps) - sum(x <= 6 for x in nps)) / len(nps), len(nps),
            100 * sum(x >= 4 for x in csat) / len(csat), len(csat)))
    months = {}
    for d in deals:
        if d["status"] == "won":
            months[month_key(d["closed"])] = months.get(month_key(d["closed"]), 0) + d["amount"]
    print({k: round(v / 1e6, 2) for k, v in sorted(months.items())})
    print("open", sum(1 for d in deals if d["status"] == "open"),
          sum(d["amount"] for d in deals if d["status"] == "open"))
