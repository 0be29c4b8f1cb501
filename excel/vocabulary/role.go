package vocabulary

// Role is what a column of a table holds. The words for each stand in templates/headings.yaml.
type Role string

// The roles. Those after RoleScore hold figures or look as if they did.
const (
	RoleNone         Role = ""
	RoleSeq          Role = "seq"
	RoleGroup        Role = "group"
	RoleName         Role = "name"
	RoleTask         Role = "task" // a name where nothing better stands beside it
	RoleArea         Role = "area" // districts, streets, parks
	RoleUnit         Role = "unit"
	RoleLead         Role = "lead"
	RoleResponsible  Role = "responsible" // the first named leads, where no lead column stands beside it
	RoleSupport      Role = "support"
	RoleImplementing Role = "implementing"
	RoleLeader       Role = "leader"
	RoleDeadline     Role = "deadline"
	RoleProgress     Role = "progress"
	RoleProblems     Role = "problems"
	RoleNextSteps    Role = "next_steps"
	RoleProblemsNext Role = "problems_next"
	RoleRemark       Role = "remark"
	RoleDocument     Role = "document" // the plan document that a row was drafted from
	RoleSentence     Role = "sentence" // and the sentence of it
	RoleAside        Role = "aside"
	RoleWeight       Role = "weight"
	RoleEvery        Role = "every" // how often it is reported
	RoleScore        Role = "score"

	RoleTarget   Role = "target"
	RoleFloor    Role = "floor"
	RoleStretch  Role = "stretch"
	RoleSuperior Role = "superior"
	RoleMonth    Role = "month"
	RoleYTD      Role = "ytd"
	RoleProject  Role = "project"
	RoleDone     Role = "done"   // month or year to date: the heading's months say which
	RoleStatus   Role = "status" // figures or text: the cells say which
	RoleRate     Role = "rate"
	RoleGrowth   Role = "growth"
	RoleSchedule Role = "schedule"
	RolePrior    Role = "prior"
	RoleForecast Role = "forecast"
	RoleAverage  Role = "average"
	RoleTotal    Role = "total"
	RoleAmount   Role = "amount"
)

// IsTarget reports a column of targets.
func (r Role) IsTarget() bool {
	return r == RoleTarget || r == RoleFloor || r == RoleStretch || r == RoleSuperior
}

// IsActual reports a column of figures whose span is known.
func (r Role) IsActual() bool { return r == RoleMonth || r == RoleYTD || r == RoleProject }

// IsRead reports a column that says what is measured, or how much: a change of such a column may change what is
// read, one of a rate or a remark does not.
func (r Role) IsRead() bool {
	switch r {
	case RoleGroup, RoleName, RoleTask, RoleArea, RoleUnit, RoleDone, RoleStatus, RoleAmount:
		return true
	}
	return r.IsTarget() || r.IsActual()
}

// IsUnitInCharge reports a column of departments.
func (r Role) IsUnitInCharge() bool {
	return r == RoleLead || r == RoleResponsible || r == RoleSupport || r == RoleImplementing
}

// IsText reports a column of sentences.
func (r Role) IsText() bool {
	switch r {
	case RoleProgress, RoleProblems, RoleNextSteps, RoleProblemsNext, RoleRemark, RoleDocument, RoleSentence:
		return true
	}
	return false
}

// Says reports a role that makes a table worth reading when it stands beside a name.
func (r Role) Says() bool {
	return r.IsTarget() || r.IsActual() || r.IsUnitInCharge() || r == RoleDone || r == RoleStatus || r == RoleDeadline ||
		r == RoleProgress || r == RoleProblems || r == RoleProblemsNext || r == RoleAmount
}

// IsDone reports a column of what was done.
func (r Role) IsDone() bool { return r.IsActual() || r == RoleDone || r == RoleStatus }

// IsOtherFigure reports a column of figures that are none of this time: last year's, what is expected.
func (r Role) IsOtherFigure() bool {
	return r == RolePrior || r == RoleForecast || r == RoleSchedule || r == RoleAverage
}

// IsFigure reports a column of figures, whatever they are.
func (r Role) IsFigure() bool {
	switch r {
	case RoleDone, RoleStatus, RoleAmount, RoleTotal, RoleGrowth, RoleRate:
		return true
	}
	return r.IsTarget() || r.IsActual()
}
