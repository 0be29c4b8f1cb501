// Package templates holds what the program ships as text: the words of the field, the heading
// vocabulary, the light rules. A site lays files of its own over them.
package templates
