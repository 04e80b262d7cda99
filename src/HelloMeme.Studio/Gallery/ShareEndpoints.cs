using System.ComponentModel.DataAnnotations;
using HelloMeme.Media;
using HelloMeme.Studio.Api;
using HelloMeme.Studio.Jobs;
using HelloMeme.Studio.Visitors;
using Microsoft.AspNetCore.Mvc;

namespace HelloMeme.Studio.Gallery;

/// <summary>Id: the page /?recipe=ID opens with these settings, for an hour.</summary>
public sealed record RecipeAnswer(Guid Id);

/// <summary>The files behind a share link, for whoever has it, and recipes read from files that come back.</summary>
public static class ShareEndpoints
{
    private const long MostRecipeFileBytes = 300_000_000;

    public static IServiceCollection AddSharing(this IServiceCollection services) => services.AddSingleton<RecipeShelf>().AddSingleton<OrderSources>();

    public static void MapSharing(this IEndpointRouteBuilder app)
    {
        app.MapGet("/m/{link}/meme.{format}", FileAsync).Produces<Stream>(contentType: "video/mp4", additionalContentTypes: ["image/webp", "image/gif", "image/png", "image/jpeg"]).WithTags("Sharing")
            .WithName("getSharedFile").WithSummary("A file of a meme for whoever has its link");
        app.MapPost("/api/recipes", RecipeAsync).RequireAuthorization().RequireRateLimiting(VisitorRates.Uploads).WithTags("Sharing").WithMetadata(new RequestSizeLimitAttribute(MostRecipeFileBytes))
            .WithName("readRecipe").WithSummary("How a film or picture of the studio was made, from its bytes")
            .AddOpenApiOperationTransformer((operation, _, _) => Task.FromResult(operation.RequestBody = ApiBodies.Raw()));
    }

    private static async Task<IResult> FileAsync(string link, [AllowedValues("mp4", "webp", "gif", "png", "poster")] string format, bool? download, bool? recipe, HttpContext http, MemeStore memes, MemeFiles files, StudioFolders folders, CancellationToken token)
    {
        http.Response.Headers["X-Robots-Tag"] = "noindex";
        if (!Enum.TryParse<MemeFormat>(format, ignoreCase: true, out var wanted) || !Enum.IsDefined(wanted)) return Results.NotFound();
        if (await memes.FindSharedOrNullAsync(http.User.Owner(), link, token) is not { } meme) return Results.NotFound();
        var path = await files.PathAsync(meme, wanted, token);
        return MemeDownload.Answer(http, folders, path, wanted, download, recipe);
    }

    // The body is a file that the studio made; the answer names the recipe that was in it.
    private static async Task<RecipeAnswer> RecipeAsync(HttpContext http, StudioFolders folders, RecipeShelf shelf, CancellationToken token)
    {
        using var files = WorkFiles.In(folders.Incoming);
        var path = files.New(".part");
        await using (var file = new FileStream(path, FileMode.CreateNew)) await http.Request.Body.CopyToAsync(file, token);
        var recipe = Provenance.Read(path)?.Recipe ?? throw new UserFaultException("no-recipe", "There is no recipe in this file: use a film or picture as the studio made it.");
        return new RecipeAnswer(shelf.Put(http.User.RequiredOwner(), RecipeOrder.Read(recipe)));
    }
}
