/* SPDX-License-Identifier: GPL-3.0-or-later
 * The JSON Schema against a small validator of the words it uses: what is shipped is valid, what is
 * mistyped is not, and the file beside the scenarios is the one the program writes. */
#include "scenario/schema.h"
#include "study/study_file.h"

#include <dirent.h>
#include <regex.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "base/csv.h"
#include "base/json.h"
#include "support/check.h"

static const cJSON *get(const cJSON *object, const char *key) {
    return cJSON_GetObjectItemCaseSensitive(object, key);
}

static bool valid(const cJSON *root, const cJSON *schema, const cJSON *v);

static bool type_fits(const cJSON *type, const cJSON *v) {
    const char *t = type->valuestring;
    return strcmp(t, "object") == 0    ? cJSON_IsObject(v)
           : strcmp(t, "array") == 0   ? cJSON_IsArray(v)
           : strcmp(t, "string") == 0  ? cJSON_IsString(v)
           : strcmp(t, "boolean") == 0 ? cJSON_IsBool(v)
           : strcmp(t, "integer") == 0
               ? cJSON_IsNumber(v) && v->valuedouble == floor(v->valuedouble)
               : cJSON_IsNumber(v);
}

static bool pattern_fits(const char *pattern, const char *text) {
    regex_t compiled;
    assert_int_equal(regcomp(&compiled, pattern, REG_EXTENDED | REG_NOSUB), 0);
    bool fits = regexec(&compiled, text, 0, NULL, 0) == 0;
    regfree(&compiled);
    return fits;
}

static bool any_fits(const cJSON *root, const cJSON *forms, const cJSON *v) {
    for (const cJSON *f = forms->child; f; f = f->next) {
        if (valid(root, f, v)) {
            return true;
        }
    }
    return false;
}

static bool one_equals(const cJSON *values, const cJSON *v) {
    for (const cJSON *e = values->child; e; e = e->next) {
        if (cJSON_Compare(e, v, 1)) {
            return true;
        }
    }
    return false;
}

static bool member_fits(const cJSON *root, const cJSON *schema, const cJSON *m) {
    const cJSON *own = get(get(schema, "properties"), m->string);
    const cJSON *patterns = get(schema, "patternProperties");
    if (own) {
        return valid(root, own, m);
    }
    for (const cJSON *p = patterns ? patterns->child : NULL; p; p = p->next) {
        if (pattern_fits(p->string, m->string)) {
            return valid(root, p, m);
        }
    }
    const cJSON *others = get(schema, "additionalProperties");
    return !others || valid(root, others, m);
}

static bool object_fits(const cJSON *root, const cJSON *schema, const cJSON *v) {
    const cJSON *required = get(schema, "required");
    for (const cJSON *k = required ? required->child : NULL; k; k = k->next) {
        if (!get(v, k->valuestring)) {
            return false;
        }
    }
    for (const cJSON *m = v->child; m; m = m->next) {
        if (!member_fits(root, schema, m)) {
            return false;
        }
    }
    return true;
}

static bool list_fits(const cJSON *root, const cJSON *schema, const cJSON *v) {
    for (const cJSON *m = v->child; get(schema, "items") && m; m = m->next) {
        if (!valid(root, get(schema, "items"), m)) {
            return false;
        }
    }
    return true;
}

static bool bounds_fit(const cJSON *schema, const cJSON *v) {
    const cJSON *min = get(schema, "minimum"), *max = get(schema, "maximum");
    return (!min || v->valuedouble >= min->valuedouble) &&
           (!max || v->valuedouble <= max->valuedouble);
}

static bool valid(const cJSON *root, const cJSON *schema, const cJSON *v) {
    if (cJSON_IsBool(schema)) {
        return cJSON_IsTrue(schema);
    }
    const cJSON *ref = get(schema, "$ref"), *type = get(schema, "type"),
                *any = get(schema, "anyOf");
    const cJSON *values = get(schema, "enum"), *constant = get(schema, "const");
    const cJSON *pattern = get(schema, "pattern");
    if (ref) {
        const cJSON *to = get(get(root, "$defs"), ref->valuestring + strlen("#/$defs/"));
        assert_non_null(to);
        return valid(root, to, v);
    }
    return (!type || type_fits(type, v)) && (!any || any_fits(root, any, v)) &&
           (!values || one_equals(values, v)) && (!constant || cJSON_Compare(constant, v, 1)) &&
           (!pattern || !cJSON_IsString(v) || pattern_fits(pattern->valuestring, v->valuestring)) &&
           (!cJSON_IsNumber(v) || bounds_fit(schema, v)) &&
           (!cJSON_IsObject(v) || object_fits(root, schema, v)) &&
           (!cJSON_IsArray(v) || list_fits(root, schema, v));
}

static cJSON *schema_make(void) {
    struct text t = {0};
    schema_add(&t);
    cJSON *root = cJSON_Parse(t.bytes);
    assert_non_null(root);
    text_fini(&t);
    return root;
}

static char *load(const char *file) {
    size_t length;
    const char *why = "";
    char *text = file_load(file, JSON_BYTES, &length, &why);
    if (!text) {
        fail_msg("%s: %s", file, why);
    }
    return text;
}

static void check_folder(const cJSON *root, const char *folder) {
    DIR *dir = opendir(folder);
    assert_non_null(dir);
    for (struct dirent *e; (e = readdir(dir));) {
        size_t n = strlen(e->d_name);
        if (n < 6 || strcmp(e->d_name + n - 5, ".json") != 0 || strstr(e->d_name, "schema")) {
            continue;
        }
        char file[600];
        snprintf(file, sizeof file, "%s/%s", folder, e->d_name);
        char *text = load(file);
        cJSON *scenario = cJSON_Parse(text);
        if (!valid(root, root, scenario)) {
            fail_msg("%s is not valid under the schema", file);
        }
        cJSON_Delete(scenario);
        free(text);
    }
    closedir(dir);
}

static void shipped_scenarios_are_valid(void **state) {
    (void)state;
    cJSON *root = schema_make();
    check_folder(root, SOURCE_DIR "/scenarios");
    check_folder(root, SOURCE_DIR "/scenarios/bench");
    check_folder(root, SOURCE_DIR "/tests/model/cases");
    cJSON_Delete(root);
}

static void examples_are_valid_where_they_stand(const cJSON *root, const cJSON *at, size_t *n) {
    const cJSON *examples = get(at, "examples");
    if (cJSON_IsArray(examples)) {
        if (!valid(root, at, examples->child)) {
            char *shown = cJSON_PrintUnformatted(at);
            fail_msg("its own example does not fit: %.300s", shown);
        }
        ++*n;
    }
    for (const cJSON *m = at->child; m; m = m->next) {
        if (m != examples) {
            examples_are_valid_where_they_stand(root, m, n);
        }
    }
}

static void every_example_is_valid(void **state) {
    (void)state;
    cJSON *root = schema_make();
    size_t n = 0;
    examples_are_valid_where_they_stand(root, root, &n);
    assert_true(n > 100);
    cJSON_Delete(root);
}

/* Mistakes that the schema alone can see, each as a setting of one member of the call center. */
static const struct {
    const char *object[5], *key, *value;
} wrong[] = {
    {{NULL}, "foo", "1"},
    {{"horizon", NULL}, "opens", "8"},
    {{"horizon", NULL}, "days", "0"},
    {{"customers", "loan", NULL}, "servise", "1"},
    {{"customers", "loan", "arrivals", NULL}, "rate", "40"},
    {{"customers", "balance", "patience", NULL}, "kind", "\"gama\""},
    {{"customers", "balance", "patience", NULL}, "cv", "\"high\""},
    {{"staff", "lenders", NULL}, "count", "2.5"},
    {{"staff", "lenders", NULL}, "choose", "\"best\""},
    {{"stations", "phones", NULL}, "count", "3"},
    {{"stations", "ivr", NULL}, "kind", "\"lanes\""},
    {{"money", "staff", NULL}, "lenders", "42"},
};

static void mistyped_scenarios_are_not_valid(void **state) {
    (void)state;
    cJSON *root = schema_make();
    char *text = load(SOURCE_DIR "/scenarios/call-center.json");
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        cJSON *scenario = cJSON_Parse(text), *at = scenario;
        for (size_t j = 0; wrong[i].object[j]; j++) {
            at = cJSON_GetObjectItemCaseSensitive(at, wrong[i].object[j]);
        }
        cJSON_DeleteItemFromObjectCaseSensitive(at, wrong[i].key);
        cJSON_AddItemToObject(at, wrong[i].key, cJSON_Parse(wrong[i].value));
        if (valid(root, root, scenario)) {
            fail_msg("%s: %s is valid", wrong[i].key, wrong[i].value);
        }
        cJSON_Delete(scenario);
    }
    free(text);
    cJSON_Delete(root);
}

/* Each a study, and whether the schema lets it pass. */
static const struct {
    const char *text;
    bool good;
} studies[] = {
    {"{\"scenario\": \"s.json\", \"vary\": {\"staff.g.count\": \"1..3\"}}", true},
    {"{\"scenario\": \"s.json\", \"vary\": {\"staff.g.count\": [1, \"+2\"]}, \"days\": 20}", true},
    {"{\"scenario\": \"s.json\", \"variants\": {\"a\": {\"staff\": null}}, \"notes\": 3}", true},
    {"{\"variants\": {}}", false},
    {"{\"scenario\": 3}", false},
    {"{\"scenario\": \"s.json\", \"vary\": {\"staff.g.count\": 3}}", false},
    {"{\"scenario\": \"s.json\", \"variants\": {\"a\": 3}}", false},
    {"{\"scenario\": \"s.json\", \"variants\": \"a\"}", false},
    {"{\"scenario\": \"s.json\", \"dayz\": 3}", false},
    {"{\"scenario\": \"s.json\", \"days\": -3}", false},
};

static void the_schema_of_studies_knows_good_from_bad(void **state) {
    (void)state;
    struct text t = {0};
    schema_add_of(&study_type, "Sojourn study", &t);
    cJSON *root = cJSON_Parse(text_string(&t));
    char *shipped = load(SOURCE_DIR "/scenarios/studies/call-center.json");
    cJSON *study = cJSON_Parse(shipped);
    assert_non_null(root);
    assert_true(valid(root, root, study));
    for (size_t i = 0; i < sizeof studies / sizeof *studies; i++) {
        cJSON *here = cJSON_Parse(studies[i].text);
        assert_non_null(here);
        if (valid(root, root, here) != studies[i].good) {
            fail_msg("%s is %s", studies[i].text, studies[i].good ? "refused" : "valid");
        }
        cJSON_Delete(here);
    }
    cJSON_Delete(study);
    free(shipped);
    cJSON_Delete(root);
    text_fini(&t);
}

static void the_file_beside_the_scenarios_is_up_to_date(void **state) {
    (void)state;
    struct text t = {0};
    schema_add(&t);
    char *file = load(SOURCE_DIR "/scenarios/scenario.schema.json");
    if (strcmp(file, text_string(&t)) != 0) {
        fail_msg("scenarios/scenario.schema.json is old: write it anew with `sojourn schema`");
    }
    free(file);
    text_fini(&t);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shipped_scenarios_are_valid),
        cmocka_unit_test(every_example_is_valid),
        cmocka_unit_test(mistyped_scenarios_are_not_valid),
        cmocka_unit_test(the_schema_of_studies_knows_good_from_bad),
        cmocka_unit_test(the_file_beside_the_scenarios_is_up_to_date),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
