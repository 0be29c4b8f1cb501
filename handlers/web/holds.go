package web

import "reflect"

// holds is how many bytes of memory a value keeps from being collected: itself and all that it leads to, what several lead to
// once. Text is counted wherever it stands, so that the answer is rather too much than too little.
func holds(v any) int64 {
	w := weighing{seen: map[uintptr]bool{}}
	r := reflect.ValueOf(v)
	return int64(r.Type().Size()) + w.beyond(r)
}

type weighing struct{ seen map[uintptr]bool }

// beyond is what a value leads to, without the value itself.
func (w weighing) beyond(v reflect.Value) (bytes int64) {
	switch v.Kind() {
	case reflect.String:
		return int64(v.Len())
	case reflect.Pointer:
		if v.IsNil() || w.seen[v.Pointer()] {
			return 0
		}
		w.seen[v.Pointer()] = true
		return int64(v.Type().Elem().Size()) + w.beyond(v.Elem())
	case reflect.Interface:
		if v.IsNil() {
			return 0
		}
		return int64(v.Elem().Type().Size()) + w.beyond(v.Elem())
	case reflect.Slice:
		if v.IsNil() {
			return 0
		}
		bytes = int64(v.Cap()) * int64(v.Type().Elem().Size())
		fallthrough
	case reflect.Array:
		for i := range v.Len() {
			bytes += w.beyond(v.Index(i))
		}
	case reflect.Map:
		const bucket = 2 // room that a map keeps for each of its entries
		bytes = bucket * int64(v.Len()) * int64(v.Type().Key().Size()+v.Type().Elem().Size())
		for it := v.MapRange(); it.Next(); {
			bytes += w.beyond(it.Key()) + w.beyond(it.Value())
		}
	case reflect.Struct:
		for i := range v.NumField() {
			bytes += w.beyond(v.Field(i))
		}
	}
	return bytes
}
