// Package account keeps who may come in: people with their roles, how they prove who they are, and how long that holds.
//
// The way of a sign-in: tries.go counts the try before a password is looked at → user.go finds the account → session.go begins
// what each later request is known by. Beside it link.go lets somebody in once, to set a password, and token.go lets a program act
// for a person. edit.go changes an account; whatever changes what somebody may do ends their sessions and tokens.
//
// Only hashes of secrets are kept. It knows no plan, department or submission: who may act on which of them is asked in handlers.
package account
