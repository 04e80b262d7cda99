using System.Net.Http.Json;
using System.Reflection;
using System.Text.Json;
using HelloMeme.Studio.Jobs;
using HelloMeme.Studio.Tests.Support;
using Microsoft.AspNetCore.SignalR;
using Xunit;

namespace HelloMeme.Studio.Tests.Api;

/// <summary>Two visitors: every route of the OpenAPI document and every method of the hub, asked by one for what the other owns. A new route or method
/// fails until the tables here say what it could be asked for.</summary>
[Collection(SharedStudio.Tests)]
public sealed class ForeignVisitorTests(StudioServer server)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_one_visitor_owns_does_not_exist_for_another_at_any_route_or_hub_method()
    {
        using var owner = await Visitor.ArriveAsync(server.Address);
        using var other = await Visitor.ArriveAsync(server.Address);
        var owned = await Belongings.MakeAsync(owner);
        var portrait = await other.PortraitAsync("theo");

        var routes = await RoutesAsync();
        Assert.True(routes.Length >= 34, $"The document has only {routes.Length} routes.");
        foreach (var (method, path) in routes)
        {
            if (path.Contains("{id}", StringComparison.Ordinal)) await RefusedAsync(other, method, Fill(path, owned), BodyFor(method, path));
            else await CheckWithoutIdAsync(other, method, path, owned, portrait);
        }

        await CheckHubAsync(other, owned);
        await owned.CheckAsync(owner); // the deletes, cancels and changes of the other did nothing
    }

    [Fact]
    public async Task Without_a_session_every_route_that_needs_one_is_refused()
    {
        using var nobody = new HttpClient { BaseAddress = server.Address };
        var document = await nobody.GetFromJsonAsync<JsonElement>("/openapi/v1.json", Token);
        var open = new List<string>();
        foreach (var path in document.GetProperty("paths").EnumerateObject())
        {
            foreach (var operation in path.Value.EnumerateObject())
            {
                if (!operation.Value.TryGetProperty("security", out _))
                {
                    open.Add(path.Name);
                    continue;
                }

                var address = path.Name.Replace("{id}", Guid.NewGuid().ToString(), StringComparison.Ordinal).Replace("{format}", "mp4", StringComparison.Ordinal);
                using var answer = await nobody.SendAsync(new HttpRequestMessage(HttpMethod.Parse(operation.Name), address), Token);
                Assert.True((401, "no-session") == await Visitor.RefusalAsync(answer), $"{operation.Name} {path.Name} answered {(int)answer.StatusCode}.");
            }
        }

        Assert.Equal(["/api/motions", "/api/motions/shipped/{name}", "/m/{link}/meme.{format}"], open.Order(StringComparer.Ordinal));
        using var live = await nobody.PostAsync(RenderHub.Path + "/negotiate?negotiateVersion=1", null, Token);
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, live.StatusCode);
    }

    // Paths of the document with the methods they take.
    private async Task<(string Method, string Path)[]> RoutesAsync()
    {
        using var http = new HttpClient { BaseAddress = server.Address };
        var document = await http.GetFromJsonAsync<JsonElement>("/openapi/v1.json", Token);
        return [.. from path in document.GetProperty("paths").EnumerateObject() from operation in path.Value.EnumerateObject() select (operation.Name.ToUpperInvariant(), path.Name)];
    }

    private static string Fill(string path, Belongings owned)
    {
        var id = path.Split('/')[2] switch
        {
            "uploads" => owned.Upload,
            "assets" => owned.Portrait,
            "jobs" => owned.Job,
            "analyses" => owned.Analysis,
            "memes" => owned.Meme,
            "motions" => owned.Motion,
            _ => throw new InvalidOperationException($"{path} is new: say here whose id it takes."),
        };
        return path.Replace("{id}", id.ToString(), StringComparison.Ordinal).Replace("{format}", "mp4", StringComparison.Ordinal);
    }

    private static HttpContent? BodyFor(string method, string path) => (method, path) switch
    {
        ("PUT", "/api/uploads/{id}") => new ByteArrayContent([1, 2, 3]),
        ("PUT", "/api/motions/{id}") => JsonContent.Create(new { version = 1, name = "mine now", track = new { version = 1, rate = 25, length = 10, layers = Array.Empty<int>() } }),
        ("PATCH", "/api/memes/{id}") => JsonContent.Create(new { title = "mine now", visibility = "private" }),
        ("GET" or "DELETE" or "POST", _) => null,
        _ => throw new InvalidOperationException($"{method} {path} is new: say here what it could be sent."),
    };

    private static async Task CheckWithoutIdAsync(Visitor other, string method, string path, Belongings owned, Guid portrait)
    {
        switch (method, path)
        {
            case ("GET", "/api/assets" or "/api/jobs" or "/api/memes" or "/api/motions/mine"):
                var list = await other.Http.GetStringAsync(path, Token);
                Assert.DoesNotContain(owned.Ids, id => list.Contains(id.ToString(), StringComparison.OrdinalIgnoreCase));
                break;
            case ("POST", "/api/analyses"):
                await RefusedAsync(other, method, path, JsonContent.Create(new { asset = owned.Portrait }));
                break;
            case ("POST", "/api/renders" or "/api/renders/estimate"):
                await RefusedAsync(other, method, path, JsonContent.Create(new { portrait = owned.Portrait, motion = new { preset = "wink" } }));
                await RefusedAsync(other, method, path, JsonContent.Create(new { portrait, motion = new { driver = owned.Portrait } }));
                await RefusedAsync(other, method, path, JsonContent.Create(new { portrait, motion = new { motion = owned.Motion } }));
                await RefusedAsync(other, method, path, JsonContent.Create(new { portrait, motion = new { preset = "wink" }, sound = "replace", soundFrom = owned.Portrait }));
                await RefusedAsync(other, method, path, JsonContent.Create(new { portrait, motion = new { track = new { version = 1, rate = 25, length = 10, layers = Array.Empty<int>() }, sound = new[] { new { asset = owned.Portrait, frame = 0, frames = 5, from = 0, to = 0.2 } } } }));
                break;
            case ("POST", "/api/motions"):
                await RefusedAsync(other, method, path, JsonContent.Create(new { driver = owned.Portrait }));
                break;
            case ("POST", "/api/uploads" or "/api/recipes") or ("GET", "/api/motions" or "/api/motions/shipped/{name}"): // takes no id of anybody's, and what is sent becomes the sender's
            case ("GET", "/m/{link}/meme.{format}"):                                    // a link is for whoever has it; MemePageTests takes it back
                break;
            default:
                throw new InvalidOperationException($"{method} {path} is new: say here what of another visitor's it could be asked for.");
        }
    }

    private static async Task RefusedAsync(Visitor other, string method, string address, HttpContent? body)
    {
        var query = method is "PUT" ? "?offset=0" : "";
        using var request = new HttpRequestMessage(HttpMethod.Parse(method), address + query) { Content = body };
        if (method is "PUT") request.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
        using var answer = await other.Http.SendAsync(request, Token);
        Assert.True((404, "not-here") == await Visitor.RefusalAsync(answer), $"{method} {address} answered {(int)answer.StatusCode}.");
    }

    private async Task CheckHubAsync(Visitor other, Belongings owned)
    {
        await using var watcher = await LiveWatcher.ConnectAsync(server.Address, other, Token);
        foreach (var method in typeof(RenderHub).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        {
            object[] asked = method.Name switch
            {
                "Watch" => [owned.Job, owned.AnalysisJob],
                "WatchShared" => [owned.Job.ToString(), owned.Meme.ToString("N"), "AAAAAAAAAAAAAAAAAAAAAA"],
                _ => throw new InvalidOperationException($"The hub's {method.Name} is new: say here what of another visitor's it could be asked for."),
            };
            foreach (var what in asked)
            {
                var refusal = await Assert.ThrowsAsync<HubException>(() => watcher.WatchAsync(method.Name, what, Token));
                Assert.Contains("nothing of yours", refusal.Message, StringComparison.Ordinal);
            }
        }
    }
}
