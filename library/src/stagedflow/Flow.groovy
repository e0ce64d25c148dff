package stagedflow

/** What the parts of one flow share: who runs them, on which commit, and what has changed. */
class Flow implements Serializable {
    private static final long serialVersionUID = 1L

    final Object script
    final Agents agents
    final Commands commands
    String commit = ''
    Changes changes = null

    Flow(Object script) {
        this.script = script
        this.agents = new Agents(script)
        this.commands = new Commands(script)
    }

    /** Finds out commit and changes, on an agent; once for a flow. */
    void prepare(Object agent) {
        agents.withSources(agent, commit) {
            commit = agents.head()
            changes = Changes.of(script, agents.previous)
        }
        script.env.STAGED_FLOW_COMMIT = commit
        script.echo("Commit ${commit}; ${changes.files == null ? 'everything runs, as ' + changes.reason : changes.reason}")
    }

    /** Returns branches for the checks the changes are about, and says which are left out. */
    Map branches(Map checks) {
        List sorted = Checks.sorted(checks, changes)
        List due = sorted[0]
        List left = sorted[1]
        if (left) {
            script.echo("Left out, as no file of theirs has changed: ${left.join(', ')}")
        }
        Map branches = [:]
        for (int i = 0; i < due.size(); i++) {
            String name = due[i]
            Map check = checks[name]
            branches[name] = { runCheck(name, check) }
        }
        return branches
    }

    /** Runs one check with the sources. */
    void runCheck(String name, Map check) {
        agents.withSources(check.agent, commit) {
            commands.run(check, name)
            if (check.publish && isMain(check.mainBranch)) {
                script.dir(check.directory ?: '.') {
                    commands.start(check.publish, 'Publish')
                }
            }
        }
    }

    /** Runs branches: one alone as it is, several beside each other. */
    void run(Map branches) {
        List names = Texts.names(branches)
        if (names.size() == 1) {
            Closure only = branches[names[0]]
            only()
        } else if (names) {
            script.parallel(branches)
        }
    }

    /** Returns whether the build is of the main branch: never for a change or a tag; a job that has no branches is of it. */
    boolean isMain(String mainBranch) {
        String branch = script.env.BRANCH_NAME ?: ''
        return !script.env.CHANGE_ID && !script.env.TAG_NAME && (!branch || branch == (mainBranch ?: 'main'))
    }

    /** Returns whether the change comes from a fork. */
    boolean isFork() {
        return script.env.CHANGE_FORK ? true : false
    }
}
