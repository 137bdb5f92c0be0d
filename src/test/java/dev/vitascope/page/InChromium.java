package dev.vitascope.page;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests their {@link Visit} to a whole node in a real browser. The browser is started once a
 * run; the node only for a class, so that it takes no other test's jobs.
 */
final class InChromium
    implements ExecutionCondition, BeforeAllCallback, AfterEachCallback, ParameterResolver {

  private static final Namespace OURS = Namespace.create(InChromium.class);

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return Chromium.find().isPresent()
        ? ConditionEvaluationResult.enabled("there is a browser")
        : ConditionEvaluationResult.disabled(
            "The page is not tested: there is no chromium, chromium-browser or google-chrome on PATH");
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    PlaywrightAssertions.setDefaultAssertionTimeout(Visit.PATIENCE_MILLIS);
    context.getStore(OURS).computeIfAbsent(Site.class, key -> Site.start(), Site.class);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Visit.class;
  }

  @Override
  public Visit resolveParameter(ParameterContext parameter, ExtensionContext context) {
    var run = context.getRoot().getStore(OURS);
    var chromium =
        run.computeIfAbsent(
            Chromium.class, key -> Chromium.launch(Chromium.find().orElseThrow()), Chromium.class);
    var site = context.getStore(OURS).get(Site.class, Site.class);
    return ofTest(context)
        .computeIfAbsent(Visit.class, key -> new Visit(site, chromium), Visit.class);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    var visit = ofTest(context).get(Visit.class, Visit.class);
    if (visit != null) {
      visit.end();
    }
  }

  private static Store ofTest(ExtensionContext context) {
    return context.getStore(Namespace.create(InChromium.class, context.getUniqueId()));
  }
}
