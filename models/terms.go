package models

import (
	"maps"
	"slices"
	"strings"

	"github.com/tallysheet/tallysheet/models/db"
	"github.com/tallysheet/tallysheet/models/notice"
)

// The words of the enums that the store keeps, once, as tally/terms.go has those of the values.

// Chinese is the word for where a submission stands, as short as a cell has it.
func (s State) Chinese() string {
	switch s {
	case Draft:
		return "草稿"
	case Submitted:
		return "已上报"
	case Returned:
		return "已退回"
	case Accepted:
		return "已审核"
	}
	return string(s)
}

// Words says beside it what is still to be done.
func (s State) Words() string {
	switch s {
	case Draft:
		return "草稿，未上报"
	case Submitted:
		return "已上报，待审核"
	case Returned, Accepted:
	}
	return s.Chinese()
}

// auditWords are the acts of the audit chain in words.
var auditWords = map[string]string{ //nolint:gosec // acts on passwords and tokens, no password and no token
	"submission.file": "上传报表", "submission.submit": "上报", "submission.accept": "审核通过", "submission.return": "退回", "submission.withdraw": "撤回上报",
	"submission.discard": "删除草稿", "submission.amend": "网页更正",
	"finding.explained": "说明问题", "finding.waived": "核销问题", "finding.unwaived": "收回核销", "finding.open": "问题重新打开", "finding.closed": "问题消除", "finding.told": "新增问题", "finding.noted": "记下提示",
	"waiver.keep": "长期核销", "waiver.end": "停止长期核销",
	"plan.import": "导入计划", "plan.settings": "修改计划设置", "target.revise": "调整目标值", "question.answer": "答复读法",
	"indicator.set": "修改指标设置", "indicator.alias": "登记指标别名", "indicator.alias.end": "取消指标别名", "indicator.curve": "修改进度曲线", "indicator.same": "认定同一指标", "indicator.same.end": "取消同一指标",
	"department.add": "新增部门", "department.alias": "登记部门别名", "department.alias.end": "取消部门别名", "department.join": "部门加入计划", "department.merge": "合并部门", "department.reports": "设定是否报送",
	"mapping.set": "指定列对应", "mapping.end": "取消列对应",
	"period.lock": "锁定报告期", "period.unlock": "临时开放报告期",
	"edition.freeze": "固定汇总数据", "edition.publish": "出版汇总表", "edition.thaw": "解除固定",
	"draft.make": "生成分解表草稿", "draft.confirm": "确认分解表草稿",
	"round.comment": "写点评",
	"evidence.add":  "附上佐证", "evidence.remove": "移除佐证",
	"order.open": "交办督办单", "order.answer": "答复督办单", "order.close": "销号督办单", "order.return": "退回督办单", "order.extend": "延期督办单",
	"user.create": "开账号", "user.post": "修改人员", "user.disable": "停用账号", "user.enable": "启用账号", "user.password": "修改口令", "user.totp": "设置动态口令", "user.subject": "绑定统一身份", "user.link": "发一次性链接",
	"session.start": "登录", "session.end": "退出登录", "session.end-all": "退出所有登录", "session.refused": "登录失败",
	"token.make": "生成令牌", "token.revoke": "停用令牌", "token.revoke-all": "停用所有令牌",
	"channel.add": "新增通知渠道", "channel.end": "停用通知渠道",
	"download.original": "下载原件", "download.marked": "下载标注件", "download.edition": "下载汇总表", "download.template": "下载填报模板", "download.plan": "下载计划", "download.figures": "导出数据",
	"download.orders": "下载督办台账", "download.evidence": "查看佐证", "download.audit": "导出审计记录",
	"run.done": "任务完成", "run.parked": "任务停下", "run.failed": "任务失败", "run.unpark": "恢复任务", "run.drop": "任务作罢", "notice.urge": "催报", "backup.make": "备份", "site.settings": "修改系统设置", "backup.drill": "恢复演练", "channel.try": "测试通知渠道", "service.risk": "冒险启动", "audit.remove": "清理到期审计记录", "clock.jump": "时钟跳变",
}

// AuditWord is an act in words, and its own name for one that has none.
func AuditWord(action string) string {
	if word, ok := auditWords[action]; ok {
		return word
	}
	return action
}

// jobWords are the jobs in words, by their names without the plan.
var jobWords = map[string]string{
	MonthJob: "到期汇总", ConsolidationJob: "汇总", LockJob: "到期锁定", RemindJob: "到期提醒", MissingJob: "未报情况", OrderJob: "自动交办督办单", OrderDueJob: "督办到期提醒",
	RetainJob: "清理到期记录", AnchorJob: "审计链每日核对", UrgeJob: "催报", TrialJob: "测试消息", notice.DeliverJob: "发送通知", db.RestoreRun: "恢复备份", db.MigrationRun: "升级数据库结构",
}

// JobWord is a job in words, and the plan that it is of, "" for none.
func JobWord(job string) (word, plan string) {
	if word, ok := jobWords[job]; ok {
		return word, ""
	}
	kind, plan, _ := strings.Cut(job, "/")
	if word, ok := jobWords[kind+"/"]; ok {
		return word, plan
	}
	return job, ""
}

// AuditActions lists the acts that have words, those of one kind together.
func AuditActions() []string {
	return slices.SortedFunc(maps.Keys(auditWords), func(a, b string) int {
		kindA, _, _ := strings.Cut(a, ".")
		kindB, _, _ := strings.Cut(b, ".")
		if kindA != kindB {
			return strings.Compare(kindA, kindB)
		}
		return strings.Compare(a, b)
	})
}
