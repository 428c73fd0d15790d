/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every header name that exports use for a field, type by type. Facts about export formats, kept as one table that can
 * be read line by line; how headers are compared and columns chosen is decided elsewhere. */
#include "sb-config.h"

#include "exchange/sb-import-vocabulary.h"

#include <glib/gi18n-lib.h>

#define TEXT(name, aliases) { name, SB_IMPORT_TEXT, NULL, aliases, NULL }
#define NOTE(name, aliases) { name, SB_IMPORT_NOTE, NULL, aliases, NULL }
#define IDENT(name, aliases) { name, SB_IMPORT_ID, NULL, aliases, NULL }
#define MONEY(name, aliases) { name, SB_IMPORT_MONEY, NULL, aliases, NULL }
#define NUMBER(name, aliases) { name, SB_IMPORT_NUMBER, NULL, aliases, NULL }
#define INTEGER(name, aliases) { name, SB_IMPORT_INTEGER, NULL, aliases, NULL }
#define PERCENT(name, aliases) { name, SB_IMPORT_PERCENT, NULL, aliases, NULL }
#define DATE(name, aliases) { name, SB_IMPORT_DATE, NULL, aliases, NULL }
#define INSTANT(name, aliases) { name, SB_IMPORT_INSTANT, NULL, aliases, NULL }
#define BOOL(name, aliases) { name, SB_IMPORT_BOOL, NULL, aliases, NULL }
#define CHOICE(name, aliases) { name, SB_IMPORT_CHOICE, NULL, aliases, NULL }
#define REF(name, target, aliases) { name, SB_IMPORT_REFERENCE, target, aliases, NULL }
#define AS(name, kind, target, aliases, inherit) { name, SB_IMPORT_##kind, target, aliases, inherit }
#define END { NULL }

const SbVocabularyField sb_vocabulary_common[] = {
  IDENT ("ext_id", "id|record id|external id|database id|uid|key|number|no|code|编号|数据id|记录id|唯一标识"),
  TEXT ("name", "name|title|名称"),
  REF ("owner", "member", "owner|owner name|assigned to|assigned user|assigned user name|responsible|负责人|所有人|"
                          "归属人"),
  NOTE ("note", "description|note|notes|comment|comments|remark|备注|描述|说明"),
  { "currency", SB_IMPORT_CURRENCY, NULL,
    "currency|currency code|amount currency|currency of value|币种|货币", NULL },
  DATE ("created_on", "created|created date|create date|created time|created on|created at|creation date|add time|"
                      "date added|创建时间|创建日期|新建时间|录入时间"),
  { "tags", SB_IMPORT_TAGS, NULL, "tag|tags|tag ids|label|labels|标签", NULL },
  END
};

static const SbVocabularyField team_fields[] = {
  IDENT ("ext_id", "team id|department id|部门编号|团队编号"),
  TEXT ("name", "team|team name|department|department name|sales team|部门|部门名称|团队|团队名称"),
  REF ("parent", "team", "parent|parent team|parent department|reports to|part of|上级部门|上级团队"),
  TEXT ("region", "region|territory|area|地区|区域|大区"),
  END
};

static const SbVocabularyField member_fields[] = {
  IDENT ("ext_id", "user id|employee id|employee number|employee no|staff id|sales id|工号|员工编号"),
  TEXT ("name", "user|full name|employee|employee name|sales agent|sales rep|姓名|员工姓名|销售姓名"),
  TEXT ("first_name", "first name|given name|名"),
  TEXT ("last_name", "last name|surname|姓"),
  TEXT ("email", "email|ad email|work email|邮箱"),
  TEXT ("phone", "phone|mobile|phone number|phone work|cell|手机|手机号|电话"),
  TEXT ("role", "role|profile|title|job title|job role|position|角色|职位|岗位"),
  REF ("manager", "member", "manager|supervisor|reports to|manager id|team lead|直属上级|上级|主管|汇报对象"),
  REF ("team", "team", "team|department|department type|business unit|regional office|office|团队|部门|所属部门"),
  /* Not only yes and no: "Voluntarily Terminated" is the writer's to understand. */
  CHOICE ("active", "active|is active|employee status|status|在职状态|状态"),
  DATE ("hired_on", "start date|hire date|date of joining|joined on|入职日期|入职时间"),
  DATE ("left_on", "exit date|termination date|end date|离职日期|离职时间"),
  DATE ("birth_on", "dob|date of birth|birthday|出生日期"),
  TEXT ("skill", "skill|skills|技能"),
  NOTE ("note", ""),
  END
};

static const SbVocabularyField product_fields[] = {
  IDENT ("ext_id", "product id|product code|item no|sku|产品编号|产品编码|商品编号"),
  TEXT ("name", "product|product name|item|item name|产品|产品名称|商品名称"),
  TEXT ("category", "category|product category|series|family|product line|item group|产品类别|产品分类|类别|系列"),
  MONEY ("price", "price|list price|unit price|sales price|standard price|单价|标准价|销售价|定价"),
  MONEY ("cost", "cost|standard cost|成本|成本价"),
  BOOL ("active", "active|is active|product active|是否启用|上架状态"),
  END
};

static const SbVocabularyField account_fields[] = {
  IDENT ("ext_id", "account id|company id|customer id|organization id|客户编号|客户id"),
  TEXT ("name", "account name|account|company|company name|customer|customer name|organization|客户名称|公司名称|"
                "企业名称|单位名称"),
  TEXT ("industry", "industry|sector|vertical|行业|客户行业|所属行业"),
  CHOICE ("kind", "account type|customer type|type|segment|lifecycle stage|客户类型|成交状态"),
  TEXT ("rating", "rating|tier|grade|客户级别|客户等级|级别"),
  REF ("owner", "member", "account owner|company owner|客户负责人"),
  MONEY ("annual_revenue", "annual revenue|revenue|turnover|年营业额|营业额|年销售额"),
  INTEGER ("employees", "employees|number of employees|no of employees|headcount|company size|人数|员工数|人员规模"),
  INTEGER ("founded_year", "year established|founded|founded year|成立年份"),
  REF ("parent", "account", "parent account|parent company|subsidiary of|上级客户|母公司"),
  TEXT ("website", "website|website url|company domain name|domain|网址|官网"),
  TEXT ("phone", "phone|telephone|电话|联系电话"),
  TEXT ("address", "address|billing street|street|地址|详细地址"),
  TEXT ("source", "lead source|source|客户来源"),
  TEXT ("city", "city|billing city|城市|市"),
  TEXT ("region", "state|billing state|province|省|省份|地区定位"),
  TEXT ("country", "country|billing country|country/region|office location|国家"),
  TEXT ("need", "need|needs|requirements|需求|客户需求"),
  TEXT ("preference", "preference|preferences|偏好"),
  END
};

static const SbVocabularyField contact_fields[] = {
  IDENT ("ext_id", "contact id|person id|联系人编号"),
  TEXT ("name", "full name|contact name|person name|姓名|联系人|联系人姓名"),
  TEXT ("first_name", "first name|given name|名"),
  TEXT ("last_name", "last name|surname|姓"),
  TEXT ("email", "email|email address|email work|email from|邮箱|电子邮件"),
  TEXT ("phone", "phone|mobile|phone number|phone work|cell|手机|手机号|电话"),
  TEXT ("title", "job title|title|job position|designation|职务|职位"),
  TEXT ("department", "department|部门"),
  TEXT ("role", "role|decision role|buying role|角色|决策角色"),
  AS ("account", REFERENCE, "account", "", "deal.account"),
  REF ("owner", "member", "contact owner"),
  TEXT ("source", "lead source|source|客户来源"),
  END
};

static const SbVocabularyField lead_fields[] = {
  IDENT ("ext_id", "lead id|线索编号"),
  TEXT ("first_name", "first name|given name|名"),
  TEXT ("last_name", "last name|surname|姓"),
  TEXT ("email", "email|email address|email work|email from|邮箱|电子邮件"),
  TEXT ("phone", "phone|mobile|phone number|phone work|cell|手机|手机号|电话"),
  AS ("stage", CHOICE, NULL, "lead status|线索状态", "deal.stage"),
  AS ("account", REFERENCE, "account", "company", "deal.account"),
  AS ("owner", REFERENCE, "member", "lead owner", "deal.owner"),
  BOOL ("converted", "converted|is converted|是否转化"),
  END
};

static const SbVocabularyField deal_fields[] = {
  IDENT ("ext_id", "deal id|opportunity id|opportunity number|opportunity no|potential id|opportunityextid|"
                   "do not modify opportunity|商机编号|机会编号|商机id|项目编号"),
  TEXT ("name", "deal name|opportunity name|potential name|opportunity|deal|deal title|topic|subject|商机名称|机会名称|"
                "交易名称|项目名称|商机|商机标题"),
  MONEY ("amount", "odoo:expected revenue|amount|value|deal value|deal amount|opportunity amount|close value|"
                   "estimated value|est revenue|estimated revenue|expected deal value|total value|contract value|"
                   "deal size|~acv|商机金额|机会金额|预计金额|预计销售金额|预计成交金额|金额|项目预算|合同金额|成交金额|"
                   "预估金额|交易金额|签约金额"),
  CHOICE ("stage", "frappe:status|wukong:状态|stage|deal stage|sales stage|stage name|stage id|opportunity stage|"
                   "pipeline stage|current stage|phase|商机阶段|销售阶段|机会阶段|阶段|当前阶段|跟进阶段"),
  CHOICE ("status", "status|deal status|outcome|result|opportunity result|won/lost|is won|is closed|forecast type|"
                    "赢单状态|商机状态|结果|成交状态|状态|~active"),
  DATE ("expected_close_on", "suitecrm:date closed|django-crm:closed on|close date|closing date|expected close date|"
                             "expected closing date|expected closing|expected closure date|expected close|"
                             "est close date|estimated close date|date deadline|forecast close date|预计成交日期|"
                             "预计成交时间|预计成交日|预计关闭日期|预计签单日期|预计签约日期|关闭日期|结束日期"),
  DATE ("closed_on", "closed date|closed on|actual close date|won date|won time|lost time|deal closed on|date closed|"
                     "close time|signed date|实际成交日期|成交日期|成交时间|赢单时间|输单时间|签约日期|签单日期"),
  DATE ("created_on", "deal created|engage date|engaged on|first contact date|opened date|start date|"
                      "lead created date|商机创建时间|立项日期|首次接触日期"),
  PERCENT ("probability", "probability|probability %|deal probability|win probability|win rate|likelihood|confidence|"
                          "automated probability|赢率|概率|成交概率|成功率|可能性|把握度"),
  REF ("owner", "member", "deal owner|opportunity owner|potential owner|salesperson|sales person|sales rep|rep|"
                          "sales agent|agent|account manager|account executive|user|user id|sr id|销售负责人|业务员|"
                          "跟进人|跟进人员|销售员|销售|客户经理|商机负责人"),
  REF ("account", "account", "account|account name|account id|customer|customer name|client|company|company name|"
                             "associated company|organization|organization name|organisation|potential customer|"
                             "partner id|partner name|buyer|客户名称|客户|公司名称|公司|关联客户|单位名称|企业名称"),
  REF ("contact", "contact", "contact|contact name|contact person|contacts names|associated contact|"
                             "associated contact ids|primary contact|person name|联系人|联系人姓名|关联联系人"),
  TEXT ("pipeline", "pipeline|sales pipeline|sales process|funnel|销售流程|商机状态组|管道|销售管道|业务流程"),
  TEXT ("source", "lead source|source|original source|origin|source origin|referred by|商机来源|线索来源|客户来源|来源|"
                  "渠道来源"),
  CHOICE ("kind", "type|deal type|opportunity type|business type|new business|业务类型|类型|商机类型"),
  TEXT ("channel", "channel|route to market|source channel|sales channel|渠道|销售渠道"),
  REF ("product", "product", "product|product name|item|solution|产品|产品名称|意向产品|关联产品"),
  NUMBER ("quantity", "quantity|product quantity|total opportunity quantity|数量"),
  TEXT ("competitor", "competitor|competitor name|main competitor|竞争对手|竞品"),
  CHOICE ("loss_reason", "lost reason|loss reason|lost reason id|reason for loss|closed lost reason|close reason|"
                         "输单原因|丢单原因|失败原因|流失原因|无效原因"),
  TEXT ("next_step", "next step|next action|下一步|下一步计划|下次跟进内容"),
  CHOICE ("forecast_category", "forecast category|forecast category name|预测类别|预测分类"),
  DATE ("last_activity_on", "last activity|last activity date|last activity time|last contacted|modified by activity|"
                            "最后跟进时间|最近跟进时间|最后活动时间|上次跟进时间"),
  DATE ("stage_since_on", "last stage change|last stage update|date entered current stage|stage changed at|"
                          "date last stage update|进入阶段时间|阶段更新时间|阶段变更时间"),
  REF ("team", "team", "fxiaoke:负责人主属部门|team|teams|teams names|sales team|team id|department|owner role|"
                       "business unit|相关团队|销售团队|部门|负责人主属部门|归属部门"),
  TEXT ("region", "region|territory|area|地区|区域|大区"),
  IDENT ("lead_ext_id", "lead id|converted lead|线索编号"),
  END
};

static const SbVocabularyField stage_change_fields[] = {
  REF ("deal", "deal", "opportunity id|deal id|parent|opportunity|deal|商机编号|商机"),
  CHOICE ("stage", "stage name|to|new value|stage|新阶段|变更后阶段|阶段"),
  INSTANT ("at", "created date|change date|changed at|date|timestamp|to date|entered at|变更时间|更新时间"),
  INSTANT ("left_at", "end date|exited at|left at|离开时间"),
  AS ("amount", MONEY, NULL, "", "deal.amount"),
  AS ("probability", PERCENT, NULL, "", "deal.probability"),
  AS ("expected_close_on", DATE, NULL, "", "deal.expected_close_on"),
  REF ("member", "member", "changed by|created by|log owner|操作人"),
  END
};

static const SbVocabularyField activity_fields[] = {
  IDENT ("ext_id", "activity id|task id|event id|call id"),
  CHOICE ("kind", "activity type|type|call type|task type|活动类型|跟进方式|跟进类型"),
  TEXT ("subject", "subject|title|topic|call purpose|主题|跟进内容"),
  INSTANT ("at", "date|activity date|start time|start date time|call start time|event start|跟进时间|时间|开始时间"),
  INSTANT ("ended_at", "end date time|end time|结束时间"),
  DATE ("due_on", "due date|截止日期"),
  { "minutes", SB_IMPORT_MINUTES, NULL, "duration|call duration|minutes|时长", NULL },
  BOOL ("done", "completed|done|status|is closed|完成状态"),
  REF ("owner", "member", "call owner|event owner|task owner|activity owner|跟进人"),
  REF ("deal", "deal", "what id|related to|potential id|opportunity id|deal|opportunity|关联商机"),
  REF ("account", "account", "account id|account|account name|customer|company|客户|客户名称"),
  REF ("contact", "contact", "who id|contact id|contact|contact name|联系人"),
  TEXT ("outcome", "result|call result|outcome|结果"),
  END
};

static const SbVocabularyField order_fields[] = {
  IDENT ("order_no", "order id|order no|order number|invoice no|invoice number|invoice id|sales order id|contract no|"
                     "po number|订单编号|订单号|订单id|合同编号|单号|发票号"),
  IDENT ("line_no", "line id|line no|行号"),
  REF ("account", "account", "customer|customer id|customer name|account id|account|account name|client|company|客户|"
                             "客户名称|客户id"),
  REF ("contact", "contact", "contact|contact name|contact person|联系人"),
  DATE ("ordered_on", "order date|invoice date|purchase date|sales date|date|created time|下单时间|订单日期|销售日期|日期|"
                      "签约日期|成交日期"),
  DATE ("shipped_on", "ship date|delivery date|发货日期"),
  DATE ("due_on", "due date|payment due|应收日期"),
  AS ("owner", REFERENCE, "member", "order owner|sales order owner|invoice owner", "deal.owner"),
  REF ("product", "product", "product|product name|product id|item no|产品|产品名称|商品"),
  TEXT ("category", "category|产品类别|品类|品牌"),
  TEXT ("region", "region|地区|区域"),
  NUMBER ("quantity", "quantity|qty|units|数量|销售数量|订单量|件数"),
  MONEY ("unit_price", "unit price|list price|单价|售价"),
  MONEY ("amount", "sales|amount|total|grand total|net total|line total|line price|revenue|sales amount|销售额|订单金额|"
                   "合同金额|总额|金额"),
  MONEY ("margin", "profit|gross profit|margin amount|利润|毛利"),
  NUMBER ("discount", "discount|折扣"),
  MONEY ("tax", "tax|税额"),
  CHOICE ("status", "order status|invoice status|payment status|status|订单状态|发货状态|付款状态"),
  MONEY ("received", "paid|received|amount paid|回款金额|已回款|已收款"),
  END
};

static const SbVocabularyField feedback_fields[] = {
  NUMBER ("score", "score|rating|nps|nps score|csat|satisfaction|satisfaction score|engagement score|评分|满意度|得分|"
                   "推荐值"),
  NUMBER ("scale_max", "scale|scale max|max score|满分"),
  DATE ("on", "survey date|response date|date|created time|调查日期|反馈时间"),
  CHOICE ("kind", "feedback type|survey type|type|反馈类型"),
  NOTE ("text", "comment|comments|feedback|verbatim|answer|意见|反馈|评价内容"),
  CHOICE ("channel", "channel|case origin|source|反馈渠道"),
  CHOICE ("status", "status"),
  TEXT ("question", "question|题目"),
  REF ("account", "account", "customer|customer id|account|account name|company|客户|客户名称"),
  REF ("contact", "contact", "contact|contact name|respondent|联系人"),
  REF ("member", "member", "employee id|employee|工号"),
  END
};

static const SbVocabularyField target_fields[] = {
  REF ("member", "member", "sales person|salesperson|user|employee|owner|rep|sales rep|员工|人员|销售|业务员|姓名"),
  REF ("team", "team", "team|department|territory|部门|团队"),
  { "period", SB_IMPORT_PERIOD, NULL,
    "period|month|quarter|year|fiscal year|fiscal period|date|月份|期间|季度|年度|财年", NULL },
  MONEY ("amount", "target|quota|goal|plan|budget|target amount|目标|目标值|目标金额|任务|指标|计划"),
  NUMBER ("quantity", "target qty|target quantity|目标数量"),
  MONEY ("actual", "actual|achieved|实际|完成|完成值|完成额"),
  TEXT ("metric", "metric|kpi|target type|指标名称|考核指标"),
  REF ("product", "product", "item group|product|产品|产品类别"),
  END
};

static const SbVocabularyField training_fields[] = {
  REF ("member", "member", "employee id|employee|employee name|工号|员工|学员"),
  TEXT ("course", "training|course|training program name|program|课程|培训课程|培训项目"),
  CHOICE ("kind", "training type|培训类型"),
  DATE ("on", "training date|date|completed on|培训日期|完成日期"),
  CHOICE ("outcome", "outcome|training outcome|result|status|结果|考核结果"),
  NUMBER ("score", "score|成绩"),
  NUMBER ("days", "training duration days|days|天数"),
  NUMBER ("hours", "hours|学时"),
  MONEY ("cost", "training cost|cost|培训费用"),
  TEXT ("trainer", "trainer|instructor|讲师"),
  TEXT ("location", "location|地点"),
  DATE ("expires_on", "expires|expires on|valid until|有效期至"),
  END
};

const SbVocabularyType sb_vocabulary[] = {
  { "team", N_("Teams"), team_fields, NULL, "name+parent" },
  { "member", N_("Members"), member_fields, NULL,
    "manager+name|manager+last_name|manager+email|hired_on+name|hired_on+last_name|hired_on+email|active+name|"
    "active+last_name|active+email" },
  { "product", N_("Products"), product_fields, NULL, "price+name|category+name" },
  { "account", N_("Customers"), account_fields, NULL,
    "industry+name|employees+name|website+name|annual_revenue+name" },
  { "contact", N_("Contacts"), contact_fields, NULL,
    "email+name|email+last_name|email+first_name|phone+name|phone+last_name|phone+first_name" },
  { "lead", N_("Leads"), lead_fields, "deal", "stage!|converted" },
  { "deal", N_("Deals"), deal_fields, NULL,
    "stage+amount|stage+expected_close_on|stage+closed_on|stage+name|stage+ext_id|status+amount|"
    "status+expected_close_on|status+closed_on|status+name|status+ext_id" },
  { "stage_change", N_("Stage history"), stage_change_fields, NULL, "deal+stage+at" },
  { "activity", N_("Activities"), activity_fields, NULL,
    "subject+owner+at|subject+deal+at|subject+account+at|subject+owner+due_on|subject+deal+due_on|"
    "subject+account+due_on|kind+owner+at|kind+deal+at|kind+account+at|kind+owner+due_on|kind+deal+due_on|"
    "kind+account+due_on" },
  { "order", N_("Orders"), order_fields, NULL,
    "order_no+amount|order_no+quantity|order_no+product|ordered_on+amount|ordered_on+quantity|ordered_on+product" },
  { "feedback", N_("Feedback"), feedback_fields, NULL, "score+account|score+contact|score+member" },
  { "target", N_("Targets"), target_fields, NULL, "amount+member|amount+team" },
  { "training", N_("Trainings"), training_fields, NULL, "course+member" },
  { NULL }
};
