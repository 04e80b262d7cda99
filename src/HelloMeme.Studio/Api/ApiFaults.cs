using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.OpenApi;

namespace HelloMeme.Studio.Api;

/// <summary>What went wrong, as application/problem+json. Code: stable name for programs. Detail: one sentence for people with fault and remedy.</summary>
public sealed record Problem(int Status, string Code, string Detail);

/// <summary>Writes into the document what every operation can answer besides its result.</summary>
public static class ApiFaults
{
    public const string ProblemJson = "application/problem+json";

    public static async Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken token)
    {
        var document = context.Document!;
        if (document.Components?.Schemas?.ContainsKey(nameof(Problem)) is not true)
            document.AddComponent(nameof(Problem), await context.GetOrCreateSchemaAsync(typeof(Problem), cancellationToken: token));
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var problems = operation.Responses ??= [];

        if (metadata.OfType<IAuthorizeData>().Any())
        {
            operation.RequireSession(document);
            problems["401"] = Answer(document, "No session: open the start page once and keep its cookie.");
        }

        if (context.Description.RelativePath!.Contains('{', StringComparison.Ordinal)) problems["404"] = Answer(document, "There is nothing of yours at this address.");
        if (metadata.OfType<EnableRateLimitingAttribute>().Any()) problems["429"] = TooOften(document);
        problems["4XX"] = Answer(document, "What is wrong, and what helps.");
    }

    private static OpenApiResponse TooOften(OpenApiDocument document)
    {
        var answer = Answer(document, "Too often, or too many jobs waiting.");
        answer.Headers = new Dictionary<string, IOpenApiHeader>
        {
            ["Retry-After"] = new OpenApiHeader { Description = "Seconds to wait.", Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = 1.ToString(CultureInfo.InvariantCulture) } },
        };
        return answer;
    }

    private static OpenApiResponse Answer(OpenApiDocument document, string sentence) => new()
    {
        Description = sentence,
        Content = new Dictionary<string, OpenApiMediaType> { [ProblemJson] = new OpenApiMediaType { Schema = new OpenApiSchemaReference(nameof(Problem), document) } },
    };
}
