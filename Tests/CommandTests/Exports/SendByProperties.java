import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.FileInputStream;
import java.io.InputStream;
import java.util.Properties;

/**
 * Sends a mail by an exported file of properties, as an application on Jakarta Mail does, or as Spring Boot fills
 * the Session from application.properties.
 *
 * Arguments: file, "jakarta-mail" or "spring", recipient.
 */
public class SendByProperties {
  public static void main(String[] arguments) throws Exception {
    Properties file = new Properties();
    try (InputStream stream = new FileInputStream(arguments[0])) {
      file.load(stream);
    }
    Properties settings = arguments[1].equals("spring") ? ofSpring(file) : file;
    for (String name : settings.stringPropertyNames()) {
      if (name.startsWith("javax.net.ssl.")) {
        System.setProperty(name, settings.getProperty(name));
      }
    }
    String user = settings.getProperty("mail.smtp.user");
    String password = settings.getProperty("mail.smtp.password");
    Session session = Session.getInstance(settings, new Authenticator() {
      @Override
      protected PasswordAuthentication getPasswordAuthentication() {
        return new PasswordAuthentication(user, password);
      }
    });
    MimeMessage mail = new MimeMessage(session);
    mail.setFrom();
    mail.setRecipients(Message.RecipientType.TO, arguments[2]);
    mail.setSubject("By properties");
    mail.setText("Grüße");
    Transport.send(mail);
    System.out.println("sent");
  }

  private static Properties ofSpring(Properties file) {
    Properties settings = new Properties();
    String session = "spring.mail.properties.";
    for (String name : file.stringPropertyNames()) {
      if (name.startsWith(session)) {
        settings.setProperty(name.substring(session.length()), file.getProperty(name));
      }
    }
    move(file, "spring.mail.protocol", settings, "mail.transport.protocol");
    move(file, "spring.mail.host", settings, "mail.smtp.host");
    move(file, "spring.mail.port", settings, "mail.smtp.port");
    move(file, "spring.mail.username", settings, "mail.smtp.user");
    move(file, "spring.mail.password", settings, "mail.smtp.password");
    move(file, "spring.mail.default-encoding", settings, "mail.mime.charset");
    String bundle = file.getProperty("spring.mail.ssl.bundle");
    if (bundle != null) {
      String store = "spring.ssl.bundle.jks." + bundle + ".truststore.";
      settings.setProperty("javax.net.ssl.trustStore", file.getProperty(store + "location").substring(5));
      move(file, store + "type", settings, "javax.net.ssl.trustStoreType");
      move(file, store + "password", settings, "javax.net.ssl.trustStorePassword");
      move(file, "spring.mail.ssl.enabled", settings, "mail.smtp.ssl.enable");
    }
    return settings;
  }

  private static void move(Properties from, String name, Properties to, String other) {
    if (from.getProperty(name) != null) {
      to.setProperty(other, from.getProperty(name));
    }
  }
}
