using System.ComponentModel.DataAnnotations;
using HelloMeme.Studio.Visitors;
using Microsoft.AspNetCore.Http.HttpResults;

namespace HelloMeme.Studio.Gallery;

/// <summary>A visitor's own memes over HTTP.</summary>
public static class MemeEndpoints
{
    public static IServiceCollection AddMemes(this IServiceCollection services) => services.AddSingleton<MemeStore>().AddSingleton<MemeFiles>();

    public static void MapMemes(this IEndpointRouteBuilder app)
    {
        var routes = app.MapGroup("/api/memes").RequireAuthorization().WithTags("Memes");
        routes.MapGet("", async (HttpContext http, MemeStore memes, CancellationToken token) =>
            (await memes.ListAsync(http.User.RequiredOwner(), token)).Select(MemeAnswer.From).ToArray()).WithName("listMemes").WithSummary("Your memes, newest first");
        routes.MapGet("{id:guid}", async (Guid id, HttpContext http, MemeStore memes, CancellationToken token) =>
            MemeAnswer.From(await memes.FindAsync(http.User.RequiredOwner(), id, token))).WithName("getMeme").WithSummary("One of them");
        routes.MapPatch("{id:guid}", async (Guid id, MemeChange change, HttpContext http, MemeStore memes, CancellationToken token) =>
            MemeAnswer.From(await memes.ChangeAsync(http.User.RequiredOwner(), id, change.Apply, token))).WithName("changeMeme").WithSummary("Change its title, star or visibility");
        routes.MapPost("{id:guid}/link", async (Guid id, HttpContext http, MemeStore memes, CancellationToken token) =>
            MemeAnswer.From(await memes.ChangeAsync(http.User.RequiredOwner(), id, m => m.Token = ShareLink.New(), token))).WithName("renewLink").WithSummary("A new link; the old one ends");
        routes.MapGet("{id:guid}/files/{format}", FileAsync).Produces<Stream>(contentType: "video/mp4", additionalContentTypes: ["image/webp", "image/gif", "image/png", "image/jpeg"])
            .WithName("getMemeFile").WithSummary("A file of it; ranges are answered, and WebP and GIF are made when first asked for");
        routes.MapDelete("{id:guid}", DeleteAsync).WithName("deleteMeme").WithSummary("Delete it with its files, its link and the job that made it");
    }

    private static async Task<NoContent> DeleteAsync(Guid id, HttpContext http, MemeStore memes, CancellationToken token)
    {
        await memes.DeleteAsync(http.User.RequiredOwner(), id, token);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> FileAsync(Guid id, [AllowedValues("mp4", "webp", "gif", "png", "poster")] string format, bool? download, bool? recipe, HttpContext http, MemeStore memes, MemeFiles files, StudioFolders folders, CancellationToken token)
    {
        if (!Enum.TryParse<MemeFormat>(format, ignoreCase: true, out var wanted) || !Enum.IsDefined(wanted)) throw MemeStore.NotHere();
        var meme = await memes.FindAsync(http.User.RequiredOwner(), id, token);
        var path = await files.PathAsync(meme, wanted, token);
        return MemeDownload.Answer(http, folders, path, wanted, download, recipe);
    }
}
