package io.genrestream.cli.extract;

/**
 * A column of features.
 *
 * @param group chooses it together with its kin, such as {@code mfcc}
 * @param feature what is measured, such as {@code mfcc_0}
 * @param statistic of the feature's values, such as {@code mean}; empty where the value itself stands
 * @param asked whether it is there only when it is asked for
 * @param unit empty for plain numbers
 */
record Column(String group, String feature, String statistic, boolean asked, String unit, String meaning) {

    /** Such as {@code mfcc_0.mean}. */
    String name() {
        return statistic.isEmpty() ? feature : feature + "." + statistic;
    }

    boolean isLogMel() {
        return group.equals(Columns.LOG_MEL);
    }

    /** Whether a name of {@code --columns} means it: {@code all}, a group or a feature, with or without a statistic. */
    boolean isNamed(String name) {
        if (name.equals(name())) {
            return true;
        }
        int dot = name.lastIndexOf('.');
        String base = dot < 0 ? name : name.substring(0, dot);
        boolean ours = base.equals(group) || base.equals(feature) || base.equals("all") && !asked;
        return ours && (dot < 0 || name.substring(dot + 1).equals(statistic));
    }
}
