package account

import (
	"context"
	"errors"
	"strconv"

	"github.com/tallysheet/tallysheet/models/db"
)

// CreateAll opens several accounts at once, all of them or none: an error names the first that is refused by its place, from 1.
func (s Users) CreateAll(ctx context.Context, by db.Actor, all []NewUser) ([]User, error) {
	users := make([]User, len(all))
	for i := range all {
		u, err := s.prepared(all[i])
		if err != nil {
			return nil, placed(i, err)
		}
		users[i] = u
	}
	err := s.db.Write(ctx, by, func(tx *db.Txn) error {
		for i := range users {
			if err := s.open(tx, &users[i]); err != nil {
				return placed(i, err)
			}
		}
		return nil
	})
	return users, err
}

// placed says which of several was refused.
func placed(i int, err error) error {
	var refused *db.Error
	if !errors.As(err, &refused) {
		return err
	}
	named := *refused
	named.Message = "第" + strconv.Itoa(i+1) + "人：" + refused.Message
	return &named
}

// Check reports what is wrong with an account that is to be opened, apart from a name that is taken.
func (n *NewUser) Check() error {
	if err := n.tidy(); err != nil {
		return err
	}
	_, _, err := departmentsIn(n.Department)
	return err
}

// DepartmentNames are the departments that a text names, the main one first.
func DepartmentNames(text string) []string {
	main, also, err := departmentsIn(text)
	if err != nil || main == "" {
		return nil
	}
	return append([]string{main}, also...)
}
