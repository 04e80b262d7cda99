using HelloMeme.Studio.Visitors;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.OpenApi;

namespace HelloMeme.Studio.Api;

/// <summary>The API described by itself: /openapi/v1.json for programs, ApiPage for people. docs/api.md has the examples.</summary>
public static class ApiDocument
{
    public const string Version = "v1";
    private const string Session = "session";

    private const string About =
        "A photo and a motion become a film. Session: a GET of / answers with a signed cookie that all calls carry; it is the visitor, there is no account, and what one visitor owns " +
        "does not exist (404) for others. Changes must not come from another site: a browser names the page it stands on and only the studio's own pass; programs that send neither " +
        "Origin nor Sec-Fetch-Site pass. Faults are application/problem+json with a stable code and one sentence in detail. Live progress comes over SignalR (MessagePack) at /api/live.";

    public static IServiceCollection AddApiDocument(this IServiceCollection services)
    {
        // Numbers are numbers: what the document says is what is taken.
        services.Configure<JsonOptions>(json => json.SerializerOptions.NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.Strict);
        return services.AddOpenApi(Version, api =>
        {
            api.AddDocumentTransformer((document, _, _) => Introduce(document));
            api.AddOperationTransformer(ApiFaults.DescribeAsync);
            api.AddSchemaTransformer(ApiValues.DescribeAsync);
        });
    }

    public static void MapApiDocument(this IEndpointRouteBuilder app) => app.MapOpenApi();

    /// <summary>Says of an operation that it needs the visitor's cookie.</summary>
    public static void RequireSession(this OpenApiOperation operation, OpenApiDocument document) =>
        operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Session, document)] = [] }];

    private static Task Introduce(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo { Title = "HelloMeme Studio", Version = "1", Description = About };
        document.Servers = []; // wherever the document came from
        document.AddComponent(Session, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey,
            In = ParameterLocation.Cookie,
            Name = VisitorSession.CookieName,
            Description = $"Set by a GET of /; called __Host-{VisitorSession.CookieName} on https.",
        });
        return Task.CompletedTask;
    }
}
