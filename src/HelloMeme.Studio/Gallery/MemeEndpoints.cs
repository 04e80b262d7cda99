using HelloMeme.Studio.Visitors;

namespace HelloMeme.Studio.Gallery;

/// <summary>A meme as its owner sees it; Seconds of film, sides in pixels. Files: addresses by format; WebP and GIF are made when first asked for.</summary>
public sealed record MemeAnswer(Guid Id, string Title, DateTimeOffset Created, int Width, int Height, double Seconds, bool Starred, string Visibility, IReadOnlyDictionary<string, string> Files)
{
    public static MemeAnswer From(Meme m) => new(m.Id, m.Title, m.Created, m.Width, m.Height, m.Seconds, m.Starred, m.Visibility.ToString().ToLowerInvariant(),
        Enum.GetNames<MemeFormat>().Select(f => f.ToLowerInvariant()).ToDictionary(f => f, f => $"/api/memes/{m.Id}/files/{f}", StringComparer.Ordinal));
}

/// <summary>A visitor's own memes over HTTP.</summary>
public static class MemeEndpoints
{
    public static IServiceCollection AddMemes(this IServiceCollection services) => services.AddSingleton<MemeStore>().AddSingleton<MemeFiles>();

    public static void MapMemes(this IEndpointRouteBuilder app)
    {
        var routes = app.MapGroup("/api/memes").RequireAuthorization().WithTags("Memes");
        routes.MapGet("", async (HttpContext http, MemeStore memes, CancellationToken token) =>
            (await memes.ListAsync(http.User.RequiredOwner(), token)).Select(MemeAnswer.From).ToArray());
        routes.MapGet("{id:guid}", async (Guid id, HttpContext http, MemeStore memes, CancellationToken token) =>
            MemeAnswer.From(await memes.FindAsync(http.User.RequiredOwner(), id, token)));
        routes.MapGet("{id:guid}/files/{format}", FileAsync);
        routes.MapDelete("{id:guid}", async (Guid id, HttpContext http, MemeStore memes, CancellationToken token) =>
        {
            await memes.DeleteAsync(http.User.RequiredOwner(), id, token);
            return Results.NoContent();
        });
    }

    private static async Task<IResult> FileAsync(Guid id, string format, bool? download, bool? recipe, HttpContext http, MemeStore memes, MemeFiles files, StudioFolders folders, CancellationToken token)
    {
        if (!Enum.TryParse<MemeFormat>(format, ignoreCase: true, out var wanted) || !Enum.IsDefined(wanted)) throw MemeStore.NotHere();
        var meme = await memes.FindAsync(http.User.RequiredOwner(), id, token);
        var path = await files.PathAsync(meme, wanted, token);
        return MemeDownload.Answer(http, folders, path, wanted, download, recipe);
    }
}
