using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;

namespace HelloMeme.Studio.Visitors;

/// <summary>Who a circuit or a page belongs to. Null when the browser keeps no cookies.</summary>
public sealed class CurrentVisitor(AuthenticationStateProvider authentication)
{
    public async Task<string?> OwnerAsync() => (await authentication.GetAuthenticationStateAsync()).User.Owner();
}

/// <summary>The owner's name in the session: what the Owner columns hold.</summary>
public static class VisitorClaims
{
    public static string? Owner(this ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.NameIdentifier);

    /// <summary>For endpoints that require a session.</summary>
    public static string RequiredOwner(this ClaimsPrincipal user) => user.Owner() ?? throw new InvalidOperationException("The endpoint requires no session.");
}
