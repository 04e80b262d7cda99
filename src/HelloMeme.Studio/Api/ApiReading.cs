using Microsoft.OpenApi;

namespace HelloMeme.Studio.Api;

/// <summary>A field of a type, a parameter, an answer: its name, its type in words with the type's name to jump to, and what it is.</summary>
public sealed record ApiField(string Name, string Type, string? Link, string? Text);

/// <summary>One operation to read.</summary>
public sealed record ApiOperation(string Id, string Tag, string Method, string Path, string Summary, IReadOnlyList<ApiField> Takes, IReadOnlyList<ApiField> Answers);

/// <summary>One type to read: its fields, or its values when it is one of a few.</summary>
public sealed record ApiType(string Name, string? Text, string? Values, IReadOnlyList<ApiField> Fields);

/// <summary>The OpenAPI document as lists to show.</summary>
public static class ApiReading
{
    // Any JSON, or bytes: the name says it all.
    private static readonly string[] Plain = ["Stream", "JsonElement"];

    // In the order in which a program needs them.
    private static readonly string[] Topics = ["Uploads", "Assets", "Analyses", "Motions", "Jobs", "Memes", "Sharing"];

    public static IReadOnlyList<ApiOperation> Operations(OpenApiDocument document) =>
    [
        .. from path in document.Paths
           from operation in path.Value.Operations!
           orderby Array.IndexOf(Topics, operation.Value.Tags!.First().Name)
           select new ApiOperation(operation.Value.OperationId!, operation.Value.Tags!.First().Name!, operation.Key.Method, path.Key, operation.Value.Summary!, [.. Takes(operation.Value)], [.. Answers(operation.Value)]),
    ];

    public static IReadOnlyList<ApiType> Types(OpenApiDocument document) =>
    [
        .. from schema in document.Components!.Schemas!
           where !Plain.Contains(schema.Key)
           orderby schema.Key
           select new ApiType(schema.Key, schema.Value.Description, Values(schema.Value), [.. (schema.Value.Properties ?? new Dictionary<string, IOpenApiSchema>()).Select(p => Field(p.Key, p.Value))]),
    ];

    private static IEnumerable<ApiField> Takes(OpenApiOperation operation)
    {
        foreach (var parameter in operation.Parameters ?? []) yield return Field(parameter.Name!, parameter.Schema!) with { Text = parameter.Required ? null : "may be left out" };
        foreach (var body in operation.RequestBody?.Content ?? new Dictionary<string, OpenApiMediaType>()) yield return Field("body", body.Value.Schema!) with { Text = body.Key };
    }

    private static IEnumerable<ApiField> Answers(OpenApiOperation operation)
    {
        foreach (var (status, answer) in operation.Responses!.OrderBy(r => r.Key, StringComparer.Ordinal))
        {
            var schema = answer.Content?.Values.FirstOrDefault()?.Schema;
            var text = string.Join(", ", new[] { status[0] is '2' ? null : answer.Description }.Concat(status[0] is '2' ? answer.Content?.Keys ?? [] : []).OfType<string>());
            yield return schema is null ? new ApiField(status, "nothing", null, null) : Field(status, schema) with { Text = text };
        }
    }

    private static ApiField Field(string name, IOpenApiSchema schema)
    {
        var (type, link) = TypeOf(schema);
        return new ApiField(name, type, link, schema.Description is { } text && schema is not OpenApiSchemaReference ? text : null);
    }

    private static (string Words, string? Link) TypeOf(IOpenApiSchema schema)
    {
        if (schema is OpenApiSchemaReference { Reference.Id: { } id }) return id switch { "Stream" => ("bytes", null), "JsonElement" => ("JSON", null), _ => (id, id) };
        if (schema.OneOf?.FirstOrDefault(s => s.Type != JsonSchemaType.Null) is { } one) return (TypeOf(one).Words + " or null", TypeOf(one).Link);
        if (Values(schema) is { } values) return (values, null);
        var type = (schema.Type ?? JsonSchemaType.Object) & ~JsonSchemaType.Null;
        var (words, link) = type switch
        {
            JsonSchemaType.Array => ($"list of {TypeOf(schema.Items!).Words}", TypeOf(schema.Items!).Link),
            JsonSchemaType.String when schema.Format is "binary" => ("bytes", null),
            JsonSchemaType.String when schema.Format is { } format => (format, null),
            JsonSchemaType.Object when schema.AdditionalProperties is { } value => ($"{TypeOf(value).Words} by name", null),
            _ => (type.ToString().ToLowerInvariant(), (string?)null),
        };
        return ((schema.Type ?? JsonSchemaType.Object).HasFlag(JsonSchemaType.Null) ? words + " or null" : words, link);
    }

    private static string? Values(IOpenApiSchema schema) => schema.Enum is { Count: > 0 } values ? string.Join(" | ", values.Where(v => v is not null).Select(v => v.ToString())) : null;
}
