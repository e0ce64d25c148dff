// Run in a Jenkins that knows nothing of the plugin: loads the .hpi without a restart, binds every step, runs a sandboxed
// Pipeline with one, and leaves a line with the outcome.
import hudson.init.InitMilestone
import jenkins.model.Jenkins
import org.jenkinsci.plugins.structs.describable.DescribableModel
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition
import org.jenkinsci.plugins.workflow.job.WorkflowJob
import org.jenkinsci.plugins.workflow.steps.StepDescriptor

def outcome = new File(System.getenv('LOADING_OUTCOME'))
Thread.start {
    try {
        def jenkins = Jenkins.get()
        while (jenkins.initLevel != InitMilestone.COMPLETED) {
            sleep 100
        }
        jenkins.pluginManager.dynamicLoad(new File(System.getenv('LOADING_HPI')))
        def ours = StepDescriptor.all().findAll { it.clazz.name.startsWith('io.jenkins.plugins.stagedflow.') }
        ours.each { step ->
            def model = DescribableModel.of(step.clazz)
            model.instantiate(model.parameters.findAll { it.required }.collectEntries { [it.name, ['a']] }, null)
        }
        def job = jenkins.createProject(WorkflowJob, 'probe')
        job.definition = new CpsFlowDefinition('''node {
            try { stackReady() } catch (e) { echo "refused: ${e.message}" }
        }''', true)
        def build = job.scheduleBuild2(0).get()
        def refused = build.getLog(50).find { it.startsWith('refused: ') }
        outcome.text = "${build.result}; ${ours.size()} steps; ${refused}\n"
    } catch (Throwable e) {
        outcome.text = "FAILURE; $e\n"
    }
}
