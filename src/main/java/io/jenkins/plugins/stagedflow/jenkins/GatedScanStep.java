package io.jenkins.plugins.stagedflow.jenkins;

import io.jenkins.plugins.stagedflow.scan.Gate;
import java.util.ArrayList;
import java.util.List;
import org.kohsuke.stapler.DataBoundSetter;

/** A scan that lets some findings through and shows all of them on a page. */
public abstract class GatedScanStep extends ScannerStep {
    private static final long serialVersionUID = 1L;

    private int maxCritical = 0;
    private int maxHigh = 0;
    private String baseline = "";
    private ArrayList<String> earlier = new ArrayList<>();
    private String report = "";

    /** Returns the argument {@code maxCritical}. */
    public int getMaxCritical() {
        return maxCritical;
    }

    /** How many CRITICAL findings an image may have. */
    @DataBoundSetter
    public void setMaxCritical(int value) {
        maxCritical = value;
    }

    /** Returns the argument {@code maxHigh}. */
    public int getMaxHigh() {
        return maxHigh;
    }

    /** How many HIGH findings an image may have. */
    @DataBoundSetter
    public void setMaxHigh(int value) {
        maxHigh = value;
    }

    /** Returns the argument {@code baseline}. */
    public String getBaseline() {
        return baseline;
    }

    /** Result of an earlier scan whose findings let nothing fail. */
    @DataBoundSetter
    public void setBaseline(String value) {
        baseline = value;
    }

    /** Returns the argument {@code earlier}. */
    public List<String> getEarlier() {
        return earlier;
    }

    /** Results of earlier scans, for the trend. */
    @DataBoundSetter
    public void setEarlier(List<String> value) {
        earlier = Plain.texts(value);
    }

    /** Returns the argument {@code report}. */
    public String getReport() {
        return report;
    }

    /** File of the page about all images. */
    @DataBoundSetter
    public void setReport(String value) {
        report = value;
    }

    final Gate gate() {
        return new Gate(maxCritical, maxHigh, baseline, earlier);
    }
}
