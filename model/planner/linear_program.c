#include "model/planner/linear_program.h"

#include <glpk.h>
#include <math.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"

/* ---- putting it together ---- */

int linear_program_add_row(struct linear_program *program, double low, double high)
{
    const size_t count = (size_t) program->row_count;
    program->rows = sim_mem_grow(program->rows, &program->row_capacity, count + 1,
                                 sizeof *program->rows);
    program->rows[count] = (struct linear_program_row){ low, high };
    return program->row_count++;
}

int linear_program_add_column(struct linear_program *program,
                              struct linear_program_column column)
{
    const size_t count = (size_t) program->column_count;
    program->columns = sim_mem_grow(program->columns, &program->column_capacity,
                                    count + 1, sizeof *program->columns);
    program->columns[count] = column;
    return program->column_count++;
}

void linear_program_add_entry(struct linear_program *program, int row, int column,
                              double value)
{
    const size_t count = (size_t) program->entry_count;
    if (value == 0.0)
        return;
    program->entries = sim_mem_grow(program->entries, &program->entry_capacity,
                                    count + 1, sizeof *program->entries);
    program->entries[count] = (struct linear_program_entry){ row, column, value };
    program->entry_count++;
}

void linear_program_done(struct linear_program *program)
{
    free(program->rows);
    free(program->columns);
    free(program->entries);
    *program = (struct linear_program){ 0 };
}

/* ---- the solver ---- */

static const double whole_enough = 1e-6; /* distance from a whole number */
static const double good_gap = 1e-4;     /* branch and cut ends so close to the bound */
enum {
    PIVOTS_EACH = 4,     /* of one solution, by row and column */
    PIVOTS_MORE = 2000,  /* and so many for small programs */
    DIVE_SHARE = 8,      /* one in so many of the fractions is fixed at a time */
    DIVE_STEPS = 30,     /* then all that is whole stays as it is */
    FEW = 40,            /* fractions: the last ones are decided one by one */
    NODES = 200,         /* of branch and cut */
    MOST_BRANCHED = 1000 /* rows and columns: of larger programs nodes take too long */
};

/* One solution.  All memory of ours hangs on it, for GLPK leaves by longjmp when an
 * assertion of its own fails. */
struct run {
    const struct linear_program *program;
    bool is_integer;
    struct linear_program_answer *out;
    glp_prob *lp;
    jmp_buf give_up;
    /* Owned. */
    int *entry_row, *entry_column; /* from 1, as GLPK wants them */
    double *entry_value;
    double *best; /* [columns + 1]: from 1; whole */
    double best_cost;
    bool has_best;
    int *row_status, *column_status; /* of the relaxation's basis, from 1 */
    int *fraction;                   /* columns that should be whole and are not */
    double *distance;                /* of each column to the nearest whole number */
};

static int kind_of(double low, double high)
{
    if (isinf(low))
        return isinf(high) ? GLP_FR : GLP_UP;
    if (isinf(high))
        return GLP_LO;
    return low < high ? GLP_DB : GLP_FX;
}

static void load(struct run *run)
{
    const struct linear_program *const program = run->program;
    const size_t entries = (size_t) program->entry_count + 1;
    run->entry_row = sim_mem_array(entries, sizeof *run->entry_row);
    run->entry_column = sim_mem_array(entries, sizeof *run->entry_column);
    run->entry_value = sim_mem_array(entries, sizeof *run->entry_value);
    for (int i = 0; i < program->entry_count; i++) {
        run->entry_row[i + 1] = program->entries[i].row + 1;
        run->entry_column[i + 1] = program->entries[i].column + 1;
        run->entry_value[i + 1] = program->entries[i].value;
    }
    run->lp = glp_create_prob();
    if (program->row_count > 0)
        glp_add_rows(run->lp, program->row_count);
    if (program->column_count > 0)
        glp_add_cols(run->lp, program->column_count);
    for (int i = 0; i < program->row_count; i++) {
        const struct linear_program_row *const row = &program->rows[i];
        glp_set_row_bnds(run->lp, i + 1, kind_of(row->low, row->high), row->low,
                         row->high);
    }
    for (int i = 0; i < program->column_count; i++) {
        const struct linear_program_column *const column = &program->columns[i];
        glp_set_col_bnds(run->lp, i + 1, kind_of(column->low, column->high),
                         column->low, column->high);
        glp_set_obj_coef(run->lp, i + 1, column->cost);
        if (column->is_whole)
            glp_set_col_kind(run->lp, i + 1, GLP_IV);
    }
    glp_load_matrix(run->lp, program->entry_count, run->entry_row, run->entry_column,
                    run->entry_value);
    glp_scale_prob(run->lp, GLP_SF_AUTO);
}

static bool pivot(struct run *run, int method, int ratio_test)
{
    glp_smcp how;
    glp_init_smcp(&how);
    how.meth = method;
    how.r_test = ratio_test;
    how.msg_lev = GLP_MSG_OFF;
    how.it_lim = PIVOTS_MORE
                 + PIVOTS_EACH * (run->program->row_count + run->program->column_count);
    return glp_simplex(run->lp, &how) == 0;
}

/* Whether the relaxation, from the basis at hand, is solved to its optimum.  Long steps
 * suit columns that nearly all have two limits, but have been seen to go round in
 * circles: what has then not ended begins anew without them. */
static bool relax(struct run *run, int method)
{
    if (!pivot(run, method, GLP_RT_FLIP)) {
        glp_std_basis(run->lp);
        if (!pivot(run, GLP_PRIMAL, GLP_RT_HAR))
            return false;
    }
    return glp_get_status(run->lp) == GLP_OPT;
}

static void keep_basis(struct run *run)
{
    for (int i = 1; i <= run->program->row_count; i++)
        run->row_status[i] = glp_get_row_stat(run->lp, i);
    for (int i = 1; i <= run->program->column_count; i++)
        run->column_status[i] = glp_get_col_stat(run->lp, i);
}

/* Bounds and basis of the relaxation again. */
static bool go_back(struct run *run)
{
    for (int i = 1; i <= run->program->column_count; i++) {
        const struct linear_program_column *const column =
            &run->program->columns[i - 1];
        glp_set_col_bnds(run->lp, i, kind_of(column->low, column->high), column->low,
                         column->high);
        glp_set_col_stat(run->lp, i, run->column_status[i]);
    }
    for (int i = 1; i <= run->program->row_count; i++)
        glp_set_row_stat(run->lp, i, run->row_status[i]);
    return relax(run, GLP_DUALP);
}

/* ---- diving ---- */

static void fix(struct run *run, int column, double value)
{
    glp_set_col_bnds(run->lp, column, GLP_FX, value, value);
}

static void unfix(struct run *run, int column)
{
    const struct linear_program_column *const as = &run->program->columns[column - 1];
    glp_set_col_bnds(run->lp, column, kind_of(as->low, as->high), as->low, as->high);
}

/* Lists whole columns that are at fractions, the nearest to whole first.  One that has
 * been fixed is whole, however far the solver's tolerance lets it stray: listed again,
 * it would be fixed for ever. */
static int find_fractions(struct run *run)
{
    int count = 0;
    for (int i = 1; i <= run->program->column_count; i++) {
        const double value = glp_get_col_prim(run->lp, i);
        run->distance[i] = fabs(value - round(value));
        if (!run->program->columns[i - 1].is_whole || run->distance[i] <= whole_enough
            || glp_get_col_type(run->lp, i) == GLP_FX)
            continue;
        int at = count++;
        for (; at > 0 && run->distance[run->fraction[at - 1]] > run->distance[i]; at--)
            run->fraction[at] = run->fraction[at - 1];
        run->fraction[at] = i;
    }
    return count;
}

/* Fixes some fractions at their nearest whole numbers; where that leaves no solution
 * only the first, and where even that does not, at its other neighbour. */
static bool step_down(struct run *run, int fractions)
{
    const int batch = (fractions + DIVE_SHARE - 1) / DIVE_SHARE;
    const double first = glp_get_col_prim(run->lp, run->fraction[0]);
    const double near = round(first), other = near > first ? near - 1.0 : near + 1.0;
    for (int i = 0; i < batch; i++)
        fix(run, run->fraction[i], round(glp_get_col_prim(run->lp, run->fraction[i])));
    if (relax(run, GLP_DUALP))
        return true;
    for (int i = 1; i < batch; i++)
        unfix(run, run->fraction[i]);
    if (relax(run, GLP_DUALP))
        return true;
    fix(run, run->fraction[0], other);
    return relax(run, GLP_DUALP);
}

static void keep_best(struct run *run, double cost, double (*value)(glp_prob *, int))
{
    run->has_best = true;
    run->best_cost = cost;
    for (int i = 1; i <= run->program->column_count; i++) {
        run->best[i] = value(run->lp, i);
        if (run->program->columns[i - 1].is_whole)
            run->best[i] = round(run->best[i]);
    }
}

/* The sum with a column fixed. */
static double fixed_sum(struct run *run, int column, double value)
{
    fix(run, column, value);
    return relax(run, GLP_DUALP) ? glp_get_obj_val(run->lp) : INFINITY;
}

/* Fixes a column at the better of the neighbours of its fraction. */
static bool fix_better(struct run *run, int column)
{
    const double below = floor(glp_get_col_prim(run->lp, column));
    const double low = fixed_sum(run, column, below);
    const double high = fixed_sum(run, column, below + 1.0);
    if (low > high)
        return true;
    return !isinf(low) && !isinf(fixed_sum(run, column, below));
}

/* Fixes all that is whole as it is, and the fractions: at first the nearest together,
 * the last ones each at the better of its neighbours. */
static bool freeze(struct run *run, int fractions)
{
    for (int i = 1; i <= run->program->column_count; i++)
        if (run->program->columns[i - 1].is_whole && run->distance[i] <= whole_enough)
            fix(run, i, round(glp_get_col_prim(run->lp, i)));
    for (; fractions > 0; fractions = find_fractions(run))
        if (fractions > FEW ? !step_down(run, fractions)
                            : !fix_better(run, run->fraction[0]))
            return false;
    return true;
}

static void dive(struct run *run)
{
    int fractions = find_fractions(run);
    for (int step = 0; fractions > 0 && step < DIVE_STEPS; step++) {
        if (!step_down(run, fractions))
            return;
        fractions = find_fractions(run);
    }
    if (freeze(run, fractions))
        keep_best(run, glp_get_obj_val(run->lp), glp_get_col_prim);
}

/* ---- branch and cut ---- */

static void at_node(glp_tree *tree, void *info)
{
    struct run *const run = info;
    const int best = glp_ios_best_node(tree);
    int all = 0;
    if (best != 0)
        run->out->bound = fmax(run->out->bound, glp_ios_node_bound(tree, best));
    if (glp_ios_reason(tree) == GLP_IHEUR && run->has_best)
        glp_ios_heur_sol(tree, run->best);
    glp_ios_tree_size(tree, NULL, NULL, &all);
    if (all > NODES)
        glp_ios_terminate(tree);
}

static void branch(struct run *run)
{
    glp_iocp how;
    glp_init_iocp(&how);
    how.msg_lev = GLP_MSG_OFF;
    how.mir_cuts = GLP_ON;
    how.mip_gap = good_gap;
    how.cb_func = at_node;
    how.cb_info = run;
    const int end = glp_intopt(run->lp, &how);
    const int status = glp_mip_status(run->lp);
    if (status != GLP_OPT && status != GLP_FEAS)
        return;
    const double cost = glp_mip_obj_val(run->lp);
    if (end == 0 && status == GLP_OPT)
        run->out->bound = fmax(run->out->bound, cost - good_gap * fabs(cost));
    if (!run->has_best || cost < run->best_cost)
        keep_best(run, cost, glp_mip_col_val);
}

/* ---- all of it ---- */

static bool solve(struct run *run)
{
    const struct linear_program *const program = run->program;
    load(run);
    glp_adv_basis(run->lp, 0);
    if (!relax(run, GLP_DUALP))
        return false;
    run->out->bound = glp_get_obj_val(run->lp);
    for (int i = 0; i < program->row_count && run->out->prices != NULL; i++)
        run->out->prices[i] = glp_get_row_dual(run->lp, i + 1);
    if (run->is_integer) {
        keep_basis(run);
        dive(run);
        if (program->row_count + program->column_count <= MOST_BRANCHED && go_back(run))
            branch(run);
    } else {
        for (int i = 1; i <= program->column_count; i++)
            run->best[i] = glp_get_col_prim(run->lp, i);
        run->has_best = true;
    }
    if (run->has_best)
        memcpy(run->out->values, run->best + 1,
               (size_t) program->column_count * sizeof *run->out->values);
    run->out->is_found = run->has_best;
    return true;
}

static void jump(void *info)
{
    struct run *const run = info;
    longjmp(run->give_up, 1);
}

/* A terminal hook that has dealt with the text: GLPK prints nothing itself. */
static int say_nothing(void *info, const char *text)
{
    (void) info;
    (void) text;
    return 1;
}

/* Frees all memory that GLPK has in this thread, the problem too. */
static bool solve_guarded(struct run *run)
{
    if (setjmp(run->give_up) != 0) {
        glp_free_env();
        return false;
    }
    glp_term_hook(say_nothing, NULL);
    glp_error_hook(jump, run);
    const bool solved = solve(run);
    glp_free_env();
    return solved;
}

bool linear_program_solve(const struct linear_program *program, bool is_integer,
                          struct linear_program_answer *out)
{
    const size_t rows = (size_t) program->row_count + 1;
    const size_t columns = (size_t) program->column_count + 1;
    struct run *const run = sim_mem_array(1, sizeof *run);
    run->program = program;
    run->is_integer = is_integer;
    run->out = out;
    run->best = sim_mem_array(columns, sizeof *run->best);
    run->row_status = sim_mem_array(rows, sizeof *run->row_status);
    run->column_status = sim_mem_array(columns, sizeof *run->column_status);
    run->fraction = sim_mem_array(columns, sizeof *run->fraction);
    run->distance = sim_mem_array(columns, sizeof *run->distance);
    const bool solved = solve_guarded(run);
    free(run->entry_row);
    free(run->entry_column);
    free(run->entry_value);
    free(run->best);
    free(run->row_status);
    free(run->column_status);
    free(run->fraction);
    free(run->distance);
    free(run);
    return solved;
}
