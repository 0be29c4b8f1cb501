/* make_libxlsxwriter OUT: the seeds as libxlsxwriter writes them. */
#include <stdio.h>
#include <xlsxwriter.h>

static lxw_workbook *book(const char *out, const char *name, int constant_memory) {
    char path[1024];
    lxw_workbook_options options = {.constant_memory = constant_memory};
    snprintf(path, sizeof path, "%s/libxlsxwriter-%s.xlsx", out, name);
    return workbook_new_opt(path, &options);
}

static void progress(const char *out) {
    lxw_workbook *wb = book(out, "progress", 0);
    lxw_worksheet *ws = workbook_add_worksheet(wb, "9月");
    lxw_format *head = workbook_add_format(wb), *pct = workbook_add_format(wb), *bold = workbook_add_format(wb);
    char text[64], formula[64];
    format_set_align(head, LXW_ALIGN_CENTER);
    format_set_num_format(pct, "0.00%");
    format_set_bold(bold);
    worksheet_merge_range(ws, 0, 0, 0, 5, "2018年1-9月完成情况", head);
    const char *heads[] = {"序号", "指标名称", "单位", "目标", "累计", "完成率"};
    for (int c = 0; c < 6; c++) worksheet_write_string(ws, 1, c, heads[c], head);
    for (int i = 0; i < 10; i++) {
        int r = i + 2;
        worksheet_write_number(ws, r, 0, i + 1, NULL);
        snprintf(text, sizeof text, "指标%d", i);
        if (i % 4 == 0) {
            lxw_rich_string_tuple a = {.format = NULL, .string = "其中："}, b = {.format = bold, .string = text};
            lxw_rich_string_tuple *parts[] = {&a, &b, NULL};
            worksheet_write_rich_string(ws, r, 1, parts, NULL);
        } else {
            worksheet_write_string(ws, r, 1, text, NULL);
        }
        worksheet_write_string(ws, r, 2, "亿元", NULL);
        worksheet_write_number(ws, r, 3, 100.0 + i / 3.0, NULL);
        worksheet_write_number(ws, r, 4, 7.7 * i, NULL);
        snprintf(formula, sizeof formula, "=E%d/D%d", r + 1, r + 1);
        worksheet_write_formula_num(ws, r, 5, formula, pct, 0.07 * i);
    }
    lxw_row_col_options hide = {.hidden = LXW_TRUE};
    worksheet_set_row_opt(ws, 5, LXW_DEF_ROW_HEIGHT, NULL, &hide);
    worksheet_set_column_opt(ws, 2, 2, 8, NULL, &hide);
    workbook_close(wb);
}

static void plan(const char *out) {
    lxw_workbook *wb = book(out, "plan", 0);
    lxw_worksheet *ws = workbook_add_worksheet(wb, "附件");
    worksheet_merge_range(ws, 0, 0, 0, 5, "任务分解表", NULL);
    worksheet_merge_range(ws, 1, 0, 2, 0, "类别", NULL);
    worksheet_merge_range(ws, 1, 1, 2, 1, "指标", NULL);
    worksheet_merge_range(ws, 1, 2, 1, 3, "2018年", NULL);
    worksheet_merge_range(ws, 1, 4, 1, 5, "2019年", NULL);
    for (int c = 2; c < 6; c++) worksheet_write_string(ws, 2, c, c % 2 ? "力争" : "确保", NULL);
    worksheet_merge_range(ws, 3, 0, 5, 0, "经济发展", NULL);
    for (int r = 3; r < 6; r++) {
        worksheet_write_string(ws, r, 1, "指标", NULL);
        for (int c = 2; c < 6; c++) worksheet_write_number(ws, r, c, r * c * 1.1, NULL);
    }
    workbook_close(wb);
}

static void values(const char *out) {
    lxw_workbook *wb = book(out, "values", 1); /* constant memory: inline strings */
    lxw_worksheet *ws = workbook_add_worksheet(wb, "值");
    lxw_format *day = workbook_add_format(wb);
    lxw_datetime when = {2018, 9, 30, 8, 30, 0.5};
    format_set_num_format_index(day, 14);
    double numbers[] = {0, -1, 0.1, 1e-200, 1e200, 12345678901234567890.0, 2.0 / 3};
    for (int c = 0; c < 7; c++) worksheet_write_number(ws, 0, c, numbers[c], NULL);
    worksheet_write_boolean(ws, 1, 0, 1, NULL);
    worksheet_write_formula_str(ws, 1, 1, "=\"a\"", NULL, "甲");
    worksheet_write_formula_str(ws, 1, 2, "=1/0", NULL, "#DIV/0!");
    worksheet_write_datetime(ws, 2, 0, &when, day);
    worksheet_write_string(ws, 3, 0, " 空格 ", NULL);
    worksheet_write_string(ws, 3, 1, "换\n行", NULL);
    worksheet_write_string(ws, 3, 2, "a&b<c>\"'", NULL);
    worksheet_write_string(ws, 3, 3, "_x000D_", NULL);
    worksheet_write_string(ws, 3, 4, "😀", NULL);
    worksheet_write_string(ws, 3, 5, "=1+1", NULL);
    worksheet_write_blank(ws, 3, 6, day);
    workbook_close(wb);
}

static void sheets(const char *out) {
    lxw_workbook *wb = book(out, "sheets", 0);
    lxw_worksheet *a = workbook_add_worksheet(wb, "一"), *b = workbook_add_worksheet(wb, "二"), *c = workbook_add_worksheet(wb, "三");
    for (int r = 0; r < 100; r++)
        for (int k = 0; k < 8; k++)
            if ((r + k) % 3) worksheet_write_number(a, r, k, r * 0.5 + k, NULL);
            else worksheet_write_string(a, r, k, k % 2 ? "完成" : "推进", NULL);
    worksheet_hide(b);
    worksheet_write_string(b, 40, 40, "远", NULL);
    worksheet_write_number(c, 0, 0, 3, NULL);
    workbook_close(wb);
}

int main(int argc, char **argv) {
    if (argc != 2) return 2;
    progress(argv[1]);
    plan(argv[1]);
    values(argv[1]);
    sheets(argv[1]);
    return 0;
}
