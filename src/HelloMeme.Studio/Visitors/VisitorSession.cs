using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace HelloMeme.Studio.Visitors;

/// <summary>Everybody gets an anonymous signed session with the first page; there is no table of visitors. The cookie is all there is.</summary>
public static class VisitorSession
{
    /// <summary>On https it is written with the prefix of <see cref="VisitorCookies"/>.</summary>
    public const string CookieName = "hellomeme";

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(90);

    public static IServiceCollection AddVisitors(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("HelloMeme.Studio");
        services.AddOptions<KeyManagementOptions>().Configure<StudioFolders, ILoggerFactory>(
            (keys, folders, logs) => keys.XmlRepository = new FileSystemXmlRepository(new DirectoryInfo(folders.Keys), logs));
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(cookie =>
        {
            cookie.Cookie.Name = CookieName;
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            cookie.Cookie.Path = "/";
            cookie.CookieManager = new VisitorCookies();
            cookie.ExpireTimeSpan = Lifetime;
            cookie.SlidingExpiration = true;
            cookie.Events.OnRedirectToLogin = c => c.HttpContext.AnswerAsync(StatusCodes.Status401Unauthorized, "no-session",
                "This browser has no session here: open the studio's start page once, with cookies allowed, then try again.");
        });
        services.AddAuthorization();
        services.AddScoped<CurrentVisitor>();
        services.AddVisitorLimits();
        return services;
    }

    /// <summary>Session, same-origin check and rate limits, in this order; before antiforgery and the endpoints.</summary>
    public static IApplicationBuilder UseVisitors(this IApplicationBuilder app) => app
        .UseMiddleware<SameOrigin>()
        .UseAuthentication()
        .Use(WelcomeAsync)
        .UseAuthorization()
        .UseRateLimiter();

    // Only a page that is being opened starts a session: a circuit has no answer to put a cookie in, scripts and styles would race for it,
    // and a POST from elsewhere must not replace the session that its browser held back.
    private static async Task WelcomeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.User.Identity?.IsAuthenticated is not true && OpensPage(context.Request))
        {
            var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, Guid.CreateVersion7().ToString("N"))], CookieAuthenticationDefaults.AuthenticationScheme);
            context.User = new ClaimsPrincipal(identity);
            await context.SignInAsync(context.User, new AuthenticationProperties { IsPersistent = true });
        }

        await next(context);
    }

    private static bool OpensPage(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && !request.Path.StartsWithSegments("/api") && !request.Path.StartsWithSegments("/openapi")
        && request.Path.Value is { } path && !path.StartsWith("/_", StringComparison.Ordinal) && !Path.HasExtension(path);
}
