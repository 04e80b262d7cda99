namespace HelloMeme.Studio.Visitors;

/// <summary>Antiforgery for /api: a browser names the page a change comes from, and only our own pages may change anything.
/// Programs that are no browser send neither header and pass; forms of pages carry Blazor's antiforgery token.</summary>
public sealed class SameOrigin(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        var safe = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method);
        if (safe || !request.Path.StartsWithSegments("/api") || IsOurs(request)) return next(context);
        return context.AnswerAsync(StatusCodes.Status403Forbidden, "other-site", "This change was asked for by another site: do it from the studio's own page.");
    }

    // The scheme is left out: behind a proxy that ends https the browser says https and we hear http.
    private static bool IsOurs(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0 && site is not ("same-origin" or "none")) return false;
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0 || (Uri.TryCreate(origin, UriKind.Absolute, out var from) && string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }
}
