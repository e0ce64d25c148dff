// Runs the model of a declarative pipeline in the order of Jenkins' own interpreter:
// https://github.com/jenkinsci/pipeline-model-definition-plugin/blob/master/pipeline-model-definition/src/main/resources/org/jenkinsci/plugins/pipeline/modeldefinition/ModelInterpreter.groovy
// It is transformed as a Jenkinsfile is. 'declarative' is the Java side.

def call(List models) {
    def model = models[0]
    defineParameters(model.parameters ?: [])
    def options = evaluated(model.options ?: [])
    declarative.options(options)
    inWrappers(options) {
        inAgent(model.agent, false) {
            withVariables(model.environment ?: [], 0) {
                def error = runStages(model.stages, null)
                error = runPost(model.post ?: [], error, 'Declarative: Post Actions')
                if (error != null) { throw error }
            }
        }
    }
}

def defineParameters(List definitions) {
    def symbols = []
    for (definition in definitions) {
        def values = definition[2].call()
        symbols.add(declarative.symbol(definition[0], values[0]))
    }
    declarative.parameters(symbols)
}

List evaluated(List calls) {
    def options = []
    for (option in calls) {
        options.add([option[0], option[2].call()])
    }
    return options
}

// --- stages -----------------------------------------------------------------------------------------

// Returns the first failure; the stages after it are left out, and say so.
def runStages(List stages, Throwable error) {
    def first = error
    for (stageModel in stages) {
        first = runStage(stageModel, first)
    }
    return first
}

def runStage(Map stageModel, Throwable earlier) {
    if (earlier != null) {
        declarative.skip(stageModel.name, 'skipped due to earlier failure(s)')
        return earlier
    }
    if (declarative.skipsAfterUnstable()) {
        declarative.skip(stageModel.name, 'skipped due to earlier stage(s) marking the build as unstable')
        return earlier
    }
    try {
        stage(stageModel.name) { runInStage(stageModel) }
    } catch (Throwable e) {
        declarative.failed(e)
        return e
    }
    return earlier
}

void runInStage(Map stageModel) {
    def conditions = stageModel.when ?: []
    def moment = declarative.moment(conditions)
    if (moment == 'beforeOptions' && !holds(conditions)) {
        declarative.leaveOut()
        return
    }
    inWrappers(evaluated(stageModel.options ?: [])) {
        if (moment == 'beforeInput' && !holds(conditions)) {
            declarative.leaveOut()
        } else {
            ask(stageModel.input)
            if (moment == 'beforeAgent' && !holds(conditions)) {
                declarative.leaveOut()
            } else {
                inAgent(stageModel.agent, true) {
                    withVariables(stageModel.environment ?: [], 0) {
                        if (moment == '' && !holds(conditions)) {
                            declarative.leaveOut()
                        } else {
                            runContent(stageModel)
                        }
                    }
                }
            }
        }
    }
}

void runContent(Map stageModel) {
    Throwable error = null
    try {
        if (stageModel.steps != null) {
            stageModel.steps.call()
        } else if (stageModel.stages != null) {
            error = runStages(stageModel.stages, null)
        } else if (stageModel.parallel != null) {
            parallel(branches(stageModel.parallel, stageModel.failFast))
        } else {
            parallel(cells(stageModel.matrix, stageModel.failFast))
        }
    } catch (Throwable e) {
        error = e
    }
    error = runPost(stageModel.post ?: [], error, '')
    if (error != null) { throw error }
}

void ask(List settings) {
    if (settings == null) { return }
    def named = [:]
    for (setting in settings) {
        def values = setting[2].call()
        named[setting[0]] = setting[0] == 'parameters' ? values : values[0]
    }
    input(named)
}

Map branches(List stages, failFast) {
    def result = [:]
    for (int i = 0; i < stages.size(); i++) {
        def branch = stages[i]
        result[branch.name] = { rethrow(runStage(branch, null)) }
    }
    if (declarative.failsFast(failFast)) { result.failFast = true }
    return result
}

Map cells(Map matrix, failFast) {
    def result = [:]
    def all = declarative.cells(matrix)
    for (int i = 0; i < all.size(); i++) {
        def cell = all[i]
        def cellModel = [name: cell.name, stages: matrix.stages, agent: matrix.agent, environment: matrix.environment,
                         options: matrix.options, when: matrix.when, post: matrix.post]
        result[cell.name] = { withEnv(cell.variables) { rethrow(runStage(cellModel, null)) } }
    }
    if (declarative.failsFast(failFast)) { result.failFast = true }
    return result
}

void rethrow(Throwable error) {
    if (error != null) { throw error }
}

// --- what is around ---------------------------------------------------------------------------------

def inWrappers(List options, Closure body) {
    def wrappers = declarative.wrappers(options)
    return wrapped(wrappers, 0, body)
}

def wrapped(List wrappers, int at, Closure body) {
    if (at >= wrappers.size()) { return body.call() }
    def name = wrappers[at][0]
    def values = wrappers[at][1]
    def inner = { wrapped(wrappers, at + 1, body) }
    if (name == 'timeout') { return values[0] instanceof Map ? timeout(values[0], inner) : timeout(values[0], inner) }
    if (name == 'retry') { return values[0] instanceof Map ? retry(values[0], inner) : retry(values[0], inner) }
    return wrapped(wrappers, at + 1, body)
}

def inAgent(Map agent, boolean inStage, Closure body) {
    if (agent == null || agent.kind == 'none') { return body.call() }
    def values = agent.arguments == null ? [] : agent.arguments.call()
    def settings = declarative.agent(agent.kind, values)
    if (settings.reuse) { return inContainer(settings, body) }
    return node(settings.label) {
        inDirectory(settings.workspace) {
            def variables = checkOut(inStage)
            withEnv(variables) { inContainer(settings, body) }
        }
    }
}

def inDirectory(String directory, Closure body) {
    return directory ? dir(directory) { body.call() } : body.call()
}

def inContainer(Map settings, Closure body) {
    return settings.image ? docker.image(settings.image).inside(settings.args) { body.call() } : body.call()
}

List checkOut(boolean inStage) {
    if (!declarative.checksOut()) { return [] }
    def variables = [:]
    if (inStage) {
        variables = checkoutInto()
    } else {
        stage('Declarative: Checkout SCM') { variables = checkoutInto() }
    }
    return declarative.texts(variables)
}

Map checkoutInto() {
    def variables = [:]
    inDirectory(declarative.subdirectory()) { variables = checkout(scm) }
    return variables
}

// Each variable sees those before it.
def withVariables(List variables, int at, Closure body) {
    if (at >= variables.size()) { return body.call() }
    def name = variables[at][0]
    def value = variables[at][1].call()
    def inner = { withVariables(variables, at + 1, body) }
    if (declarative.isCredentials(value)) {
        return withCredentials([declarative.binding(name, value)]) { inner.call() }
    }
    return withEnv(["${name}=${value}".toString()]) { inner.call() }
}

// --- when -------------------------------------------------------------------------------------------

boolean holds(List conditions) {
    for (condition in conditions) {
        if (!isTrue(condition[0], condition[1])) { return false }
    }
    return true
}

boolean isTrue(String kind, content) {
    if (kind == 'allOf') { return holds(content) }
    if (kind == 'anyOf') { return anyHolds(content) }
    if (kind == 'not') { return !holds(content) }
    if (kind.startsWith('before')) { return true }
    if (kind == 'expression') { return content.call() ? true : false }
    return declarative.condition(kind, content.call())
}

boolean anyHolds(List conditions) {
    for (condition in conditions) {
        if (isTrue(condition[0], condition[1])) { return true }
    }
    return false
}

// --- post -------------------------------------------------------------------------------------------

// Returns the failure before it, or its own where there was none.
def runPost(List conditions, Throwable error, String stageName) {
    if (declarative.due(conditions, error).isEmpty()) { return error }
    def first = error
    if (stageName) {
        try {
            stage(stageName) { rethrow(runConditions(conditions, error, null)) }
        } catch (Throwable e) {
            declarative.failed(e)
            first = first == null ? e : first
        }
        return first
    }
    def own = runConditions(conditions, error, null)
    return first == null ? own : first
}

// All conditions run, also after one whose steps fail; each is looked at when its turn comes.
def runConditions(List conditions, Throwable error, Throwable before) {
    def own = before
    for (condition in conditions) {
        if (declarative.isDue(condition[0], error)) {
            try {
                condition[1].call()
            } catch (Throwable e) {
                echo("Error when executing ${condition[0]} post condition: ${e.message}")
                declarative.failed(e)
                own = own == null ? e : own
            }
        }
    }
    return own
}
