package dev.vitascope.cli;

import dev.vitascope.access.Role;
import dev.vitascope.access.TokenHash;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code vitascope token}: a token for somebody. */
@Command(
    name = "token",
    description = {
      "Makes a token for the API.",
      "Its line for the file in VITASCOPE_TOKENS goes to standard output, the token itself, this"
          + " once, to standard error."
    },
    mixinStandardHelpOptions = true)
public final class TokenCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "NAME",
      converter = NameConverter.class,
      description = "Whose it is: one word.")
  private String name;

  @Parameters(
      paramLabel = "ROLE",
      converter = RoleConverter.class,
      description = "viewer, uploader or operator.")
  private Role role;

  @Override
  public Integer call() {
    var token = TokenHash.newToken();
    spec.commandLine().getErr().println(token);
    spec.commandLine()
        .getOut()
        .println("%s %s %s".formatted(name, role, TokenHash.of(token).hex()));
    return ExitCode.DONE;
  }

  static final class NameConverter implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
      if (text.matches("[\\w.@-]{1,64}")) {
        return text;
      }
      throw new TypeConversionException("'" + text + "' is no word of letters, digits, . _ @ -");
    }
  }

  static final class RoleConverter implements ITypeConverter<Role> {
    @Override
    public Role convert(String text) {
      return Role.named(text)
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "'" + text + "' is none of viewer, uploader, operator"));
    }
  }
}
